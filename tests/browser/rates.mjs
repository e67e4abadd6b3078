// Prices: the rates are read and a campaign is simulated by somebody who has no account, an operator changes a rate, takes a table and
// sets the packs, and what it costs follows: with a mouse and a keyboard.
import { open, photograph, putOffCompletion, settled, signIn, signInAsOperator, visit, withBrowser } from './browser.mjs';

async function readTheRates(page) {
  await visit(page, '/rates');
  const search = page.getByLabel('Search a country');
  const rows = page.locator('tbody tr');
  if ((await rows.count()) < 240) throw new Error(`${await rows.count()} countries are listed`);
  for (const [typed, name] of [['allemagne', 'Germany'], ['+1 876', 'Jamaica'], ['mq', 'Martinique']]) {
    await search.fill(typed);
    await page.getByText('1 country', { exact: true }).waitFor();
    await rows.getByText(name, { exact: true }).waitFor();
  }
  // Martinique at the pack of a thousand, and at the largest.
  await rows.getByText('€0.0715').first().waitFor();
  await page.getByLabel('Prices in euros at').selectOption('100000');
  await rows.getByText('€0.0539').first().waitFor();
}

async function simulate(page) {
  await page.getByRole('link', { name: 'Simulate a campaign' }).click();
  await page.getByLabel('Text').fill('Hello €'.repeat(30));
  await page.locator('#counter').getByText('2 SMS').waitFor();
  await page.getByRole('textbox', { name: 'How many' }).fill('1,000');
  const result = page.getByRole('region', { name: 'What it costs' });
  await result.getByText('2,000 credits', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Add a country' }).click();
  await page.getByLabel('Country').nth(1).selectOption({ label: 'Martinique' });
  await page.getByRole('textbox', { name: 'How many' }).nth(1).fill('500');
  await result.getByText('3,100 credits', { exact: true }).waitFor();
  await result.getByRole('link', { name: 'Buy 5,000 credits' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
}

async function changeARate(page) {
  await visit(page, '/admin/rates');
  await page.getByLabel('Search a country').fill('Martinique');
  await page.getByRole('button', { name: 'Rates: Martinique' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rates: Martinique' });
  await dialog.getByLabel('Credits an SMS').fill('1,3');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The rates of Martinique have changed.').waitFor();
  await page.locator('tbody tr').getByText('1.3', { exact: true }).first().waitFor();
  // One to come, and second thoughts.
  await page.getByRole('button', { name: 'Rates: Martinique' }).click();
  await dialog.getByLabel('Do not serve this country').check();
  await dialog.getByLabel('From').fill('2099-01-01');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The rates of Martinique will change.').waitFor();
  await page.getByRole('button', { name: /^Changes to come/ }).click();
  await page.getByRole('button', { name: 'Rates: Martinique' }).click();
  await photograph(page, 'rates-to-come');
  await dialog.getByRole('button', { name: 'Call off' }).click();
  await page.getByText('The change was called off.').waitFor();
  await page.keyboard.press('Escape');
}

async function takeATable(page) {
  const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const choose = page.getByLabel('Choose a file or drop it here');
  await choose.setInputFiles(file('wrong.csv', 'country,kind,credits\nFR,pro,2\nXX,pro,1\nGB,pro,-1\n'));
  await page.getByText('2 lines are wrong, and nothing was changed').waitFor();
  await page.getByText('Line 3: no country of the numbering plan').waitFor();
  await photograph(page, 'rates-wrong-table');
  await choose.setInputFiles(file('rates.csv', '\ufeffcountry;kind;credits\nFR;pro;1,2\nGB;pro;1,1\n'));
  await page.getByText('1 line says what holds already.').waitFor();
  await photograph(page, 'rates-preview');
  await page.getByRole('button', { name: 'Make 1 change' }).click();
  await page.getByText('1 rate has changed.').waitFor();
}

async function setThePacks(page) {
  await visit(page, '/admin/packs');
  const price = page.getByRole('group', { name: 'Pack 2' }).getByLabel('Euros a credit');
  await price.fill('0.09');
  await page.getByRole('button', { name: 'Save the packs' }).click();
  await page.getByText('A credit must cost less than in the smaller packs.').waitFor();
  await photograph(page, 'packs-refused');
  await price.fill('0.075');
  await page.getByRole('button', { name: 'Save the packs' }).click();
  await page.getByText('The packs are saved.').waitFor();
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  await readTheRates(page);
  await simulate(page);
  await signIn(page);
  await visit(page, '/');
  await putOffCompletion(page);
  await signInAsOperator(page);
  await changeARate(page);
  await takeATable(page);
  await setThePacks(page);
  await visit(page, '/simulator');
  await settled(page);
  await page.getByText('1,200 credits', { exact: true }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Pack of 100too small' }).getByText('€90.00', { exact: true }).waitFor();
  if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
});
