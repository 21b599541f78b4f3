// Builds the bundle that is committed: the page and the cards, with what they share in chunks.
import * as icons from "@mdi/js/mdi.js";
import { build, context } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../custom_components/dji_dock/panel/bundle");

/**
 * Templates keep the spaces of the sources: one of each is enough for a browser. And icons come in
 * one module, which is never split: as a module for each they lie where they are used.
 */
const smaller = {
  name: "smaller",
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source
        .replace(/\n[ \t]+/g, "\n")
        .replace(/import \{([^}]*)\} from "@mdi\/js";/g, (_, names) =>
          names
            .split(",")
            .map((name) => name.trim())
            .filter(Boolean)
            .map((name) => `import ${name} from "icon:${name}";`)
            .join("\n"),
        );
      return { contents, loader: "ts" };
    });
    onResolve({ filter: /^icon:/ }, ({ path }) => ({ path: path.slice(5), namespace: "icon" }));
    onLoad({ filter: /.*/, namespace: "icon" }, ({ path }) => ({
      contents: `export default ${JSON.stringify(icons[path])}`,
    }));
  },
};

const options = {
  absWorkingDir: here,
  entryPoints: ["src/panel/dji-dock-panel.ts", "src/cards/dji-dock-cards.ts"],
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  plugins: [smaller],
  entryNames: "[name]",
  // Pages have names of their own; what is shared only has its content.
  chunkNames: "[name]-[hash]",
  logLevel: "info",
};

/** Return the digest of all that is built from, by which a forgotten build shows without Node. */
async function digest() {
  const files = await readdir(join(here, "src"), { recursive: true, withFileTypes: true });
  const names = files
    .filter((file) => file.isFile())
    .map((file) => relative(here, join(file.parentPath, file.name)).replaceAll("\\", "/"));
  const hash = createHash("sha256");
  for (const name of [...names, "build.mjs", "package-lock.json"].sort()) {
    hash.update(`${name}\0`);
    hash.update(await readFile(join(here, name)));
  }
  return hash.digest("hex");
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await build(options);
  for (const name of (await readdir(out)).sort()) {
    // Home Assistant compresses nothing on its way. Node writes no time into it: builds are equal.
    const packed = gzipSync(await readFile(join(out, name)), { level: 9 });
    packed[9] = 255;
    await writeFile(join(out, `${name}.gz`), packed);
  }
  await writeFile(join(out, "sources.sha256"), `${await digest()}\n`);
}
