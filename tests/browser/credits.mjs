// Credits are followed and passed on: the balance and its picture, movements by kind and by campaign, the file, and a transfer
// that is refused for each reason at its field, asked about, and made.
import { open, photograph, putOffCompletion, settled, signIn, visit, withBrowser } from './browser.mjs';

const row = (page, words) => page.getByRole('row', { name: words });

async function readMovements(page) {
  await visit(page, '/credits');
  await page.getByRole('img', { name: 'Your balance' }).waitFor();
  // A campaign is one line, whatever it took; its movements are behind it.
  await row(page, /Spring sale.*-30.*70/).waitFor();
  await row(page, /Credits added.*\+100.*100/).waitFor();
  await page.getByRole('button', { name: /^Campaign, \d+ movement/ }).click();
  await page.waitForURL('**/credits?campaign=*');
  await row(page, /Messages sent/).first().waitFor();
  await page.getByRole('button', { name: 'Leave out “Spring sale”' }).click();
  await row(page, /Credits added/).waitFor();

  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByLabel('Movement', { exact: true }).selectOption({ label: 'Credits added' });
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.waitForURL('**/credits?kind=grant');
  await row(page, /Spring sale/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Export' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  if (!/^m(ove|ouve)ments .*\.xlsx$/.test((await file).suggestedFilename())) throw new Error((await file).suggestedFilename());
  await page.getByRole('button', { name: 'Show all' }).click();
  await row(page, /Spring sale/).waitFor();
  await page.getByRole('button', { name: '90 days' }).click();
  await settled(page);
  await photograph(page, 'credits');
}

async function fill(page, to, credits, reference = '') {
  await page.getByLabel('Recipient’s account ID').fill(to);
  await page.getByLabel('Credits', { exact: true }).fill(credits);
  await page.getByLabel('Reference').fill(reference);
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function transfer(page) {
  await page.getByRole('link', { name: 'Transfer' }).click();
  await page.getByText('Free credits: 69, of a balance of 70.').waitFor();
  // What is wrong with the amount alone is said at once.
  for (const [credits, words] of [
    ['many', 'Write an amount such as 2.5'],
    ['1.00001', 'with at most four decimals'],
    ['0', 'Transfer more than nothing.'],
    ['-1', 'The amount must be above zero.'],
  ]) {
    await fill(page, 'florist', credits);
    await page.locator('#credits-error').getByText(words).waitFor();
  }
  const dialog = page.getByRole('dialog', { name: 'Transfer these credits?' });
  for (const [to, credits, field, words] of [
    ['shop', '1', 'to', 'This is your own account.'],
    ['nobody', '1', 'to', 'There is no account with this ID.'],
    ['closed', '1', 'to', 'This account is closed'],
    ['florist', '71', 'credits', 'Your balance does not cover the cost.'],
  ]) {
    await fill(page, to, credits);
    await dialog.getByRole('button', { name: 'Transfer' }).click();
    await page.locator(`#${field}-error`).getByText(words).waitFor();
  }
  // More than is free: it is said what that means, and one may think better of it.
  await fill(page, 'Florist', '69.5', 'For the roses');
  await dialog.getByText('Your campaigns still need credits: 1.').waitFor();
  await photograph(page, 'transfer');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await fill(page, 'Florist', '2,5', 'For the roses');
  await dialog.getByText('67.5').waitFor();
  if (await dialog.getByText('still need credits').isVisible()) throw new Error('there is enough for the campaigns');
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await page.getByText('Credits transferred to florist: 2.5.').waitFor();
  await page.waitForURL('**/credits');
  await row(page, /Transfer sent.*to florist · For the roses.*-2\.5.*67\.5/).waitFor();
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  await signIn(page);
  await visit(page, '/credits');
  await putOffCompletion(page);
  await readMovements(page);
  await transfer(page);
  if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
});
