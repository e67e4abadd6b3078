// Contacts that come in: a list that is pasted, a file that is mapped, looked into, left and found again, imported and
// taken back; a workbook with several sheets; files that are no tables.
import axe from 'axe-core';
import { open, photograph, putOffCompletion, settled, signIn, visit, withBrowser } from './browser.mjs';

const FILE = [
  'Nom;Prénom;Portable;Bureau;Ville',
  'Martin;Zoé;06 12 34 56 01;01 45 45 45 01;Brest',
  'Durand;Émile;06 12 34 56 02;01 45 45 45 02;Lyon',
  'Martin;Zoé;+33 6 12 34 56 01;;Brest',
  'Petit;Anaïs;demain;01 45 45 45 03;Nice',
  '',
].join('\n');

const button = (page, name) => page.getByRole('button', { name, exact: true });
const heading = (page, name) => page.getByRole('heading', { name });
const cell = (page, name) => page.getByRole('cell', { name, exact: true });

async function see(locator) {
  await locator.filter({ visible: true }).first().waitFor();
}

/** No accessibility violation on what is shown now. */
async function accessible(page, where) {
  await settled(page);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes[0].html}`);
  if (found.length > 0) throw new Error(`${where}: ${found.join('\n')}`);
}

async function choose(page, name, mimeType, text) {
  await visit(page, '/imports/new');
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
}

async function pasted(page) {
  await visit(page, '/imports/new');
  await accessible(page, 'the upload');
  await page.getByRole('textbox', { name: 'Or paste a list' }).fill('06 12 34 56 11, 06 12 34 56 12; +33 6 12 34 56 13');
  await button(page, 'Read the list').click();
  await see(heading(page, 'Pasted list'));
  await see(page.getByText('3 rows, 1 column'));
  await see(cell(page, /^\+33612345611/));
  await button(page, 'Check the file').click();
  await button(page, 'Import 3 rows').click();
  await see(heading(page, 'The import is done'));
}

async function mapped(page) {
  await choose(page, 'clients.csv', 'text/csv', FILE);
  await see(heading(page, 'clients.csv'));
  await see(page.getByText('Semicolon'));
  await see(cell(page, /^\+33612345601/));
  // Another column: the preview follows, and the server reads its numbers.
  await page.getByLabel('Bureau is').selectOption('Mobile');
  await see(cell(page, /^\+33145454501/));
  if ((await page.getByLabel('Portable is').inputValue()) !== '') throw new Error('two columns are the mobile');
  await page.getByLabel('Portable is').selectOption('Mobile');
  await see(cell(page, /^demain\s*Not a telephone number/));
  // What is missing is said, and led to.
  await page.getByLabel('Portable is').selectOption('Leave out');
  await button(page, 'Check the file').click();
  await see(page.getByText('Say which column holds the mobile numbers.'));
  await page.getByLabel('Portable is').selectOption('Mobile');
  await page.getByLabel('Ville is').selectOption('A new field…');
  await page.getByLabel('Name of the new field').fill('ville');
  await see(page.getByRole('columnheader', { name: 'ville' }));
  await page.getByLabel('Put everybody into a group').fill('Regulars');
  await page.getByLabel('Where they agreed').fill('In the shop');
  // A reload loses no choice.
  await page.reload();
  await settled(page);
  if ((await page.getByLabel('Where they agreed').inputValue()) !== 'In the shop') throw new Error('the choices are lost');
  await accessible(page, 'the columns');
  await button(page, 'Check the file').click();
}

async function lookedInto(page) {
  await see(heading(page, 'What would happen'));
  // Refused rows are open at once; the others on request, and after a reload too.
  await see(cell(page, 'Not a telephone number'));
  await page.getByRole('button', { name: '2 new contacts' }).click();
  await see(cell(page, '+33612345602'));
  await page.reload();
  await page.getByRole('button', { name: '1 repeated in the file' }).click();
  await see(heading(page, 'Rows whose number stands earlier in the file'));
  await see(cell(page, '4'));
  await accessible(page, 'the check');
  await button(page, 'Change the settings').click();
  await see(heading(page, 'Which column is what?'));
  await page.goBack();
  await button(page, 'Import 2 rows').click();
}

async function done(page) {
  await see(heading(page, 'The import is done'));
  await see(page.getByRole('link', { name: 'See the group Regulars' }));
  await page.reload();
  await see(heading(page, 'Refused rows'));
  await accessible(page, 'the outcome');
  await button(page, 'Download the refused rows').click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click();
  const name = (await download).suggestedFilename();
  if (!name.endsWith('.xlsx')) throw new Error(`${name} is no workbook`);
  await visit(page, '/contacts');
  await see(page.getByText('+33612345602'));
}

async function takenBack(page) {
  await visit(page, '/imports');
  const row = page.getByRole('row').filter({ hasText: 'clients.csv' });
  await see(row.getByText('2 new · 1 refused'));
  await accessible(page, 'the history');
  await row.getByRole('button', { name: 'Undo' }).filter({ visible: true }).click();
  await page.getByRole('dialog', { name: 'Undo this import?' }).getByRole('button', { name: 'Undo' }).click();
  await see(heading(page, 'The import was undone'));
  await see(page.getByText('2 contacts are as they were before.'));
  await accessible(page, 'the undo');
  await visit(page, '/imports');
  await see(row.getByText('Undone', { exact: true }));
  await visit(page, '/contacts');
  await see(page.getByText('+33612345611'));
  if ((await page.getByText('+33612345602').count()) > 0) throw new Error('the import was not undone');
  // The same headings again: what they meant is known.
  await choose(page, 'again.csv', 'text/csv', FILE);
  await see(page.getByText('As in your last import of a file with these headings.'));
}

async function severalSheets(page) {
  await visit(page, '/imports/new');
  await page.locator('input[type=file]').setInputFiles('tests/files/sheets.xlsx');
  await see(page.getByText('2 rows, '));
  await page.getByLabel('Sheet', { exact: true }).selectOption('-Anciens & autres');
  await see(page.getByText('1 row, '));
  // An empty one is refused, and the page stays where it was.
  await page.getByLabel('Sheet', { exact: true }).selectOption('Vide');
  await see(page.getByText('There is nothing in this file.'));
}

async function refused(page) {
  const archive = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
  for (const [name, content, words] of [
    ['page.xls', '<!doctype html><html><table><tr><td>0612345601</td></tr></table></html>', /web page or an XML file/],
    ['photo.csv', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400, 7)]), /not a table/],
    ['quote.csv', 'mobile;note\n0612345601;"never closed\n0612345602;x\n', /quotation mark is opened and never closed after row 1/],
    ['empty.csv', '', /nothing in this file/],
    ['files.zip', archive, /archive|damaged/],
  ]) {
    await choose(page, name, 'application/octet-stream', content);
    await see(page.getByRole('alert').filter({ hasText: words }));
  }
  await accessible(page, 'a refusal');
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  await signIn(page);
  await page.goto('/');
  await putOffCompletion(page);
  for (const step of [pasted, mapped, lookedInto, done, takenBack, severalSheets, refused]) {
    try {
      await step(page);
      console.log(`${step.name} done`);
    } catch (error) {
      await photograph(page, `imports-${step.name}`);
      throw error;
    }
  }
  if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
});
