// Every page, in both themes and on a narrow screen too: no accessibility violation (axe-core), no error, nothing that
// makes the page scroll sideways.
import axe from 'axe-core';
import {
  open, operators, pages, photograph, publicly, putOffCompletion, sandbox, signIn, signInAsOperator, visit, withBrowser,
} from './browser.mjs';

const LOOKS = [
  { width: 1440, height: 900, language: 'en', theme: 'light' },
  { width: 1440, height: 900, language: 'fr', theme: 'dark' },
  { width: 390, height: 844, language: 'fr', theme: 'light' },
];

const found = [];

async function check(page, path, look) {
  await visit(page, path);
  const where = `${path} (${look.width}, ${look.language}, ${look.theme})`;
  // The app forbids scripts that are not its own (Content-Security-Policy); the debugger may still run one.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const { id, impact, help, nodes } of violations) {
    found.push(`${where}: ${impact}: ${id}: ${help}\n    ${nodes.slice(0, 3).map((node) => node.html).join('\n    ')}`);
  }
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (beyond > 0) found.push(`${where}: scrolls sideways by ${beyond} pixels`);
  found.push(...page.faults.splice(0).map((fault) => `${where}: ${fault}`));
  if (found.length > 0) await photograph(page, `pages-${path.replaceAll(/[/:?=&+]/g, '_')}-${look.width}`);
}

await withBrowser(async (browser) => {
  for (const look of LOOKS) {
    const page = await open(browser, look);
    for (const path of [...publicly, '/reset-password?token=unread']) await check(page, path, look);
    await signIn(page);
    // Once with the dialog that asks for what is missing, then without.
    await check(page, pages[0], look);
    await putOffCompletion(page);
    for (const path of [...pages, sandbox, '/api/mail']) await check(page, path, look);
    await signInAsOperator(page);
    for (const path of operators) await check(page, path, look);
    await page.context().close();
  }
});

if (found.length > 0) {
  console.error(found.join('\n'));
  process.exit(1);
}
console.log(`${LOOKS.length * (pages.length + publicly.length + operators.length + 4)} pages without a finding`);
