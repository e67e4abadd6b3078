// A shop's day at ours: help is asked, credits are bought with a card and its code, a refused card, a closed tab, a transfer that
// an operator confirms in two parts, a refund, and every movement found again: with a mouse and a keyboard.
import { readFileSync } from 'node:fs';
import { open, operator, photograph, putOffCompletion, settled, signIn, signInAsOperator, visit, withBrowser } from './browser.mjs';

async function askForHelp(page) {
  await visit(page, '/sign-in');
  await page.getByRole('link', { name: 'Help', exact: true }).click();
  await page.getByLabel('Search the help').fill('EXPIRE credits');
  await page.getByText(/^\d+ topics? found$/).waitFor();
  await page.getByRole('link', { name: 'Do credits expire?' }).click();
  await page.getByRole('heading', { level: 1, name: 'Do credits expire?' }).waitFor();
  // A link to a heading of another topic leads to that heading.
  await visit(page, '/help/custom-sender');
  await page.getByRole('link', { name: 'opt-out link' }).click();
  await page.waitForURL('**/help/stop#link');
  await page.getByRole('heading', { name: 'By a link' }).waitFor();
}

// What was typed stays while one reads.
async function askBesideAPage(page) {
  await visit(page, '/campaigns/new');
  await page.getByLabel('Text', { exact: true }).fill('Open on Sunday');
  await page.getByRole('link', { name: 'Help on this page' }).click();
  const help = page.getByRole('dialog', { name: 'Write and send an SMS' });
  await help.getByRole('link', { name: 'how long an SMS is' }).click();
  const other = page.getByRole('dialog', { name: 'How long can an SMS be?' });
  await other.getByRole('button', { name: 'Close' }).click();
  await other.waitFor({ state: 'detached' });
  if ((await page.getByLabel('Text', { exact: true }).inputValue()) !== 'Open on Sunday') throw new Error('what was typed is gone');
}

/** The bank speaks the account's language. */
async function speakEnglish(page) {
  const headers = { authorization: `Bearer ${await signIn(page)}` };
  const answer = await page.context().request.patch('/api/v1/account', { data: { locale: 'en' }, headers });
  if (!answer.ok()) throw new Error(await answer.text());
}

async function balance(page) {
  const headers = { authorization: `Bearer ${await signIn(page)}` };
  const answer = await page.context().request.get('/api/v1/account', { headers });
  return (await answer.json()).balance;
}

async function expectBalance(page, expected) {
  const found = await balance(page);
  if (found !== expected) throw new Error(`the balance is ${found}, not ${expected}`);
}

async function fillInParticulars(page) {
  await visit(page, '/credits/buy?pack=500');
  await page.getByRole('radio', { name: /^500 credits/, checked: true }).waitFor();
  await page.getByRole('button', { name: /^Pay €/ }).click();
  await page.getByText('Fill in your particulars first').waitFor();
  await page.getByLabel('Company').fill('Boulangerie Martin');
  await page.getByLabel('Address', { exact: true }).fill('12 rue du Four');
  await page.getByLabel('Postal code').fill('69001');
  await page.getByLabel('Town').fill('Lyon');
  await page.getByLabel('Country').selectOption('FR');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('12 rue du Four').waitFor();
}

/** Chooses a pack and goes to the bank. */
async function toTheBank(page, pack) {
  await visit(page, `/credits/buy?pack=${pack}`);
  await page.getByRole('radio', { name: new RegExp(`^${pack} credits`), checked: true }).waitFor();
  await page.getByText('The bank is a test bank').waitFor();
  await page.getByRole('button', { name: /^Pay €/ }).click();
  await page.waitForURL('**/bank/pay/**');
}

async function payWithACode(page) {
  await toTheBank(page, 500);
  await page.getByRole('radio', { name: /3-D Secure/ }).check();
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.getByLabel('Your code').fill(await page.locator('.code').innerText());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL('**/credits/purchases/**');
  await page.getByRole('heading', { name: '500 credits are yours' }).waitFor();
  await expectBalance(page, '500');
  await download(page, /^Download FA-/);
  return page.url();
}

async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).first().click()]);
  const content = readFileSync(await file.path());
  if (!content.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error(`${file.suggestedFilename()} is no PDF`);
  if (!file.suggestedFilename().endsWith('.pdf')) throw new Error(`a PDF is called ${file.suggestedFilename()}`);
}

async function refusedThenAgain(page) {
  await toTheBank(page, 50);
  await page.getByRole('radio', { name: /Declined card/ }).check();
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.waitForURL('**/credits/purchases/**');
  await page.getByRole('heading', { name: 'The payment was refused' }).waitFor();
  await expectBalance(page, '500');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.waitForURL('**/bank/pay/**');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.waitForURL('**/credits/purchases/**');
  await page.getByRole('heading', { name: '50 credits are yours' }).waitFor();
  await expectBalance(page, '550');
}

// Paid at the bank, and the tab is closed before it leads back: the credits come all the same.
async function closedTab(page) {
  const tab = await page.context().newPage();
  await toTheBank(tab, 100);
  const paying = new URL(tab.url()).pathname;
  await tab.route('**/credits/purchases/**', (route) => route.abort());
  await tab.getByRole('button', { name: /^Pay/ }).click();
  await tab.waitForRequest('**/credits/purchases/**').catch(() => {});
  await tab.close();
  if (!paying.startsWith('/bank/pay/')) throw new Error(paying);
  await visit(page, '/credits/purchases?status=paid');
  await page.getByRole('row', { name: /100/ }).first().waitFor();
  await expectBalance(page, '650');
}

/** Answers the reference. */
async function orderByTransfer(page) {
  await visit(page, '/credits/buy?pack=1000');
  await page.getByRole('radio', { name: 'Bank transfer' }).check();
  await page.getByRole('button', { name: /^Order for €/ }).click();
  await page.getByRole('heading', { name: 'Waiting for your transfer' }).waitFor();
  await page.getByText('FR76 3000 6000 0112 3456 7890 189').waitFor();
  await page.getByRole('button', { name: 'Copy the IBAN' }).waitFor();
  return (await page.getByRole('heading', { level: 1 }).innerText()).replace('Purchase ', '').trim();
}

async function confirmInTwoParts(desk, page, reference) {
  await visit(desk, '/admin/purchases');
  await desk.getByRole('link', { name: 'Help on this page' }).waitFor();
  await desk.getByLabel('Search purchases').fill(reference.toLowerCase());
  await desk.getByRole('link', { name: reference }).click();
  await desk.getByRole('button', { name: 'Confirm a payment' }).click();
  const dialog = desk.getByRole('dialog');
  const due = Number(await dialog.getByLabel('Amount that came in').inputValue());
  await dialog.getByText('Exactly what is due').waitFor();
  await dialog.getByLabel('Amount that came in').fill('10,00');
  await dialog.getByRole('radio', { name: 'Wait for the rest' }).waitFor();
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await desk.getByText('The amount is noted').waitFor();
  await expectBalance(page, '650');
  await visit(page, page.url());
  await page.getByText('€10.00 came in so far.').waitFor();

  await desk.getByRole('button', { name: 'Confirm a payment' }).click();
  await dialog.getByLabel('Amount that came in').fill((due - 10 + 1.5).toFixed(2));
  await dialog.getByText(/€1\.50 more than is due/).waitFor();
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await desk.getByText('The payment is confirmed.').waitFor();
  await visit(page, page.url());
  await page.getByText('Owed to you').waitFor();
  await expectBalance(page, '1650');
}

async function cancelled(page) {
  await visit(page, '/credits/buy?pack=50');
  await page.getByRole('radio', { name: 'Cheque' }).check();
  await page.getByRole('button', { name: /^Order for €/ }).click();
  await page.getByRole('heading', { name: 'Waiting for your cheque' }).waitFor();
  await page.getByRole('button', { name: 'Cancel the purchase' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the purchase' }).click();
  await page.getByRole('heading', { name: 'You cancelled this purchase' }).waitFor();
}

async function refused(desk, page) {
  await visit(page, '/credits/buy?pack=50');
  await page.getByRole('radio', { name: 'Cheque' }).check();
  await page.getByRole('button', { name: /^Order for €/ }).click();
  await page.getByRole('heading', { name: 'Waiting for your cheque' }).waitFor();
  await visit(desk, '/admin/purchases');
  await desk.getByRole('table').getByRole('link').first().click();
  await desk.getByRole('button', { name: 'Refuse', exact: true }).click();
  await desk.getByLabel('Reason').fill('The cheque is not signed.');
  await desk.getByRole('button', { name: 'Refuse the purchase' }).click();
  await desk.getByText('The purchase is refused.').waitFor();
  await visit(page, page.url());
  await page.getByText('Reason: The cheque is not signed.').waitFor();
}

async function refund(desk, page, paid) {
  await visit(desk, paid.replace('/credits/', '/admin/'));
  await desk.getByRole('button', { name: 'Refund' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Credits to take back').fill('9999');
  await dialog.getByLabel('Reason').fill('Two packs were bought by mistake.');
  await dialog.getByRole('button', { name: 'Refund' }).click();
  await dialog.getByText('This purchase has fewer credits left to take back.').waitFor();
  await dialog.getByLabel('Credits to take back').fill('200');
  await dialog.getByRole('button', { name: 'Refund' }).click();
  await desk.getByText('The credits are taken back').waitFor();
  await visit(page, paid);
  await page.getByText('Credit note AV-').first().waitFor();
  await page.getByText(/for 200 credits/).waitFor();
  await page.getByText('Paid back').waitFor();
  await download(page, /^Download AV-/);
  await expectBalance(page, '1450');
}

async function findTheMovements(page) {
  await visit(page, '/credits');
  const movements = page.getByRole('table');
  await movements.getByText('Purchase refunded').first().waitFor();
  await movements.getByText('Purchase', { exact: true }).first().waitFor();
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  const desk = await open(browser);
  try {
    await askForHelp(page);
    await speakEnglish(page);
    await visit(page, '/');
    await putOffCompletion(page);
    await askBesideAPage(page);
    await fillInParticulars(page);
    const paid = await payWithACode(page);
    await refusedThenAgain(page);
    await closedTab(page);
    const reference = await orderByTransfer(page);
    await signInAsOperator(desk);
    await visit(desk, '/');
    await putOffCompletion(desk);
    await confirmInTwoParts(desk, page, reference);
    await cancelled(page);
    await refused(desk, page);
    await refund(desk, page, paid);
    await findTheMovements(page);
    await settled(page);
    const faults = [...page.faults, ...desk.faults];
    if (faults.length > 0) throw new Error(faults.join('\n'));
  } catch (error) {
    await photograph(page, 'shop');
    await photograph(desk, 'shop-desk');
    throw error;
  }
});
console.log(`bought, refused, confirmed by ${operator}, refunded`);
