// SPDX-License-Identifier: GPL-3.0-or-later
//
// typst.mjs FOLDER OUT.pdf: compiles FOLDER/book.typ with Typst's native module, and prints how long
// the compile alone took, in seconds of wall and of processor time.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const [folder, out] = process.argv.slice(2);
const require = createRequire(process.env.BENCH_MODULES);
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const compiler = NodeCompiler.create({ workspace: folder });
const cpu = process.cpuUsage();
const start = performance.now();
const pdf = compiler.pdf({ mainFilePath: `${folder}/book.typ` });
const wall = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpu);
writeFileSync(out, pdf);
console.log(wall, (user + system) / 1e6);
