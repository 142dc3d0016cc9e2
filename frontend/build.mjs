// Makes static/vendor and static/fonts from the pinned packages: `npm ci && npm run build`.
// It refuses what must not be shipped: the crown, GDS Transport, and files that a url() names but nobody has.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { build } from "esbuild";
import * as sass from "sass";

const modules = "node_modules";
const vendor = "static/vendor";
const fonts = "static/fonts";
const moj = `${modules}/@ministryofjustice/frontend/moj`;
const openSans = `${modules}/@fontsource/open-sans`;
const arabic = `${modules}/@fontsource/noto-sans-arabic`;

for (const folder of [`${vendor}/images`, fonts]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

function version(name) {
  return JSON.parse(readFileSync(`${modules}/${name}/package.json`, "utf8")).version;
}

function stylesheet() {
  const { css } = sass.compile("frontend/frontend.scss", {
    loadPaths: ["."],
    style: "compressed",
    sourceMap: false,
    quietDeps: true,
    logger: sass.Logger.silent,
  });
  return css.replace(/[^{}]*(crest|crown)[^{}]*\{[^{}]*\}/g, "").replace(/[^{}]*\{[^{}]*(crest|crown)[^{}]*\}/g, "");
}

function checked(css) {
  for (const forbidden of ["GDS Transport", "crest", "crown"]) {
    if (css.includes(forbidden)) throw new Error(`The stylesheet still names ${forbidden}`);
  }
  for (const [, target] of css.matchAll(/url\(["']?(?!data:)([^)"']+)["']?\)/g)) {
    const source = `${moj}/assets/${target}`;
    if (!existsSync(source)) throw new Error(`The stylesheet names ${target}, which no package has`);
    copyFileSync(source, `${vendor}/${target}`);
  }
  return css;
}

function copyFonts() {
  for (const face of ["400-normal", "400-italic", "600-normal", "700-normal"]) {
    for (const script of ["latin", "latin-ext"]) {
      const name = `open-sans-${script}-${face}.woff2`;
      copyFileSync(`${openSans}/files/${name}`, `${fonts}/${name}`);
    }
  }
  // For papers alone (mdps/core/fonts.py): names in other scripts.
  for (const weight of ["400", "700"]) {
    for (const script of ["greek", "cyrillic", "hebrew"]) {
      const name = `open-sans-${script}-${weight}-normal.woff2`;
      copyFileSync(`${openSans}/files/${name}`, `${fonts}/${name}`);
    }
    const name = `noto-sans-arabic-arabic-${weight}-normal.woff2`;
    copyFileSync(`${arabic}/files/${name}`, `${fonts}/${name}`);
  }
}

writeFileSync(`${vendor}/frontend.css`, checked(stylesheet()));
await build({
  entryPoints: ["frontend/frontend.js"],
  outfile: `${vendor}/frontend.js`,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
});
copyFileSync(`${modules}/htmx.org/dist/htmx.min.js`, `${vendor}/htmx.min.js`);
copyFileSync(`${modules}/htmx.org/LICENSE`, `${vendor}/licences/htmx.txt`);
copyFileSync(`${openSans}/LICENSE`, `${vendor}/licences/open-sans.txt`);
copyFileSync(`${arabic}/LICENSE`, `${vendor}/licences/noto-sans-arabic.txt`);
copyFonts();

const versions = ["govuk-frontend", "@ministryofjustice/frontend", "htmx.org", "@fontsource/open-sans", "@fontsource/noto-sans-arabic"];
writeFileSync(
  `${vendor}/VERSIONS.md`,
  [
    "# What is in this folder",
    "",
    "Made by `npm ci && npm run build` from the packages below; do not edit by hand. Licence texts are in `licences/`.",
    "",
    "| package | version | licence |",
    "|---|---|---|",
    ...versions.map((name) => {
      const { license } = JSON.parse(readFileSync(`${modules}/${name}/package.json`, "utf8"));
      return `| ${name} | ${version(name)} | ${license} |`;
    }),
    "",
    "Left out on purpose: the GDS Transport font, the crown, the crest, the GOV.UK and MOJ headers and logotypes.",
    "",
  ].join("\n"),
);
// Every file that is packaged, with its hash: tests/setup/test_packaged_scripts.py holds them against it.
const packaged = [vendor, fonts]
  .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter((each) => each.isFile() && each.name !== "VERSIONS.md")
  .map((each) => `${each.parentPath}/${each.name}`.replace("static/", ""))
  .sort();
const hash = (name) => createHash("sha256").update(readFileSync(`static/${name}`)).digest("hex");
writeFileSync("frontend/SHA256SUMS", packaged.map((name) => `${hash(name)}  ${name}\n`).join(""));
console.log(readdirSync(vendor).join("  "));
