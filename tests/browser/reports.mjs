// What was sent, read and acted on: the list with its filters, a report that adds up, doubts settled, contacts cleaned, a draft
// to those who did not receive it, a campaign paused, resumed and cancelled while one looks: with a mouse and a keyboard.
import { open, photograph, putOffCompletion, settled, signIn, visit, withBrowser } from './browser.mjs';

const { CHAPPE_MIXED: mixed, CHAPPE_VOICE: voice, CHAPPE_LONG: long } = process.env;

async function findInTheList(page) {
  await visit(page, '/sent');
  await page.getByRole('link', { name: 'Marché', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Read the message to +33612345620' }).waitFor();
  await page.getByLabel('Search what was sent').fill('commande');
  await page.getByRole('link', { name: 'Marché', exact: true }).waitFor({ state: 'detached' });
  await page.waitForURL('**/sent?q=commande');
  await page.getByLabel('Search what was sent').fill('');
  await page.getByRole('link', { name: 'Marché', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Filter' }).click();
  const dialog = page.getByRole('dialog', { name: 'Show only…' });
  await dialog.getByLabel('Type').selectOption('voice');
  await dialog.getByLabel('From').fill('2020-01-01');
  await dialog.getByRole('button', { name: 'Show', exact: true }).click();
  await page.waitForURL('**/sent?kind=voice&from=2020-01-01');
  await page.getByRole('link', { name: 'Marché', exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Rappel du marché' }).waitFor();
  await page.getByRole('button', { name: 'Leave out “Voice message”' }).click();
  await page.getByRole('link', { name: 'Marché', exact: true }).waitFor();
  // The way back leads to the list as it was.
  await page.goBack();
  await page.getByRole('link', { name: 'Marché', exact: true }).waitFor({ state: 'detached' });
}

async function readTheMessage(page) {
  await visit(page, '/sent');
  await page.getByRole('button', { name: 'Read the message to +33612345620' }).click();
  const dialog = page.getByRole('dialog', { name: '+33612345620' });
  await dialog.getByText('Votre commande est prête, à samedi !').waitFor();
  await dialog.getByRole('button', { name: 'Delete from the list' }).click();
  const question = page.getByRole('dialog', { name: 'Delete this message from the list?' });
  await question.getByText('this undoes nothing').waitFor();
  await question.getByRole('button', { name: 'Delete from the list' }).click();
  await page.getByText('The message is off the list.').waitFor();
  await page.getByRole('button', { name: 'Read the message to +33612345620' }).waitFor({ state: 'detached' });
}

async function seeThatItAddsUp(page) {
  await visit(page, `/campaigns/${mixed}`);
  const rows = page.getByRole('table', { name: 'Every recipient by outcome' }).getByRole('row');
  const counts = [];
  for (const row of await rows.all()) {
    const cell = row.getByRole('cell').first();
    if (await cell.count()) counts.push(Number(await cell.textContent()));
  }
  const total = counts.pop();
  if (total !== 12 || counts.reduce((sum, count) => sum + count, 0) !== total) throw new Error(`${counts} do not make ${total}`);
  await page.getByText('Switched off or out of reach for too long. It may work another day.').waitFor();
  // A reason leads to whoever it is about.
  await page.getByRole('list', { name: 'Why some did not arrive' }).getByRole('button', { name: 'Phone unreachable' }).click();
  await page.waitForURL('**?status=failed&reason=absent');
  await page.getByRole('cell', { name: 'Choose +33799999908' }).waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: 'Choose +33799999901' }).waitFor();
  await page.getByRole('button', { name: 'Leave out “Phone unreachable”' }).click();
  await page.getByRole('cell', { name: 'Choose +33799999908' }).waitFor();
  await page.getByRole('list', { name: 'Countries' }).getByText('United Kingdom').waitFor();
}

async function settleOneInDoubt(page) {
  await page.getByRole('heading', { name: '1 uncertain message' }).waitFor();
  await page.getByRole('button', { name: 'See who they are' }).click();
  await page.waitForURL('**?status=uncertain');
  await page.getByRole('button', { name: 'Read the message to +33799999907' }).click();
  const message = page.getByRole('dialog', { name: '+33799999907' });
  await message.getByRole('button', { name: 'They did not: refund' }).click();
  await page.getByRole('dialog', { name: 'Count them as not sent?' }).getByRole('button', { name: 'Settle' }).click();
  await page.getByText('1 message settled.').waitFor();
  await message.getByText('Not sent: you said so').waitFor();
  await message.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('heading', { name: '1 uncertain message' }).waitFor({ state: 'detached' });
}

async function clean(page) {
  await page.getByRole('button', { name: 'Reception error', exact: true }).click();
  await page.getByLabel('Choose +33799999901').check();
  await page.getByRole('region', { name: 'Chosen recipients' }).getByRole('button', { name: 'Delete the contacts' }).click();
  await page.getByRole('dialog', { name: 'Delete the contact with this number?' }).getByRole('button', { name: 'Delete the contacts' }).click();
  await page.getByText('1 contact deleted.').waitFor();
  await page.getByRole('button', { name: 'Clean the address book' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clean the address book' });
  await dialog.getByLabel('Recipients: Reception error').selectOption('number_refused');
  await dialog.getByLabel('Put their numbers on the blacklist').check();
  await dialog.getByRole('button', { name: 'Put on the blacklist' }).click();
  await page.getByText('1 number added to the blacklist.').waitFor();
}

async function writeAgain(page) {
  await visit(page, `/campaigns/${mixed}`);
  await page.getByRole('button', { name: 'Those that failed (3)' }).click();
  await page.waitForURL('**/campaigns/*/edit');
  await page.getByText('A new draft. Nothing has left yet.').waitFor();
  await visit(page, '/campaigns?state=draft');
  await page.getByRole('button', { name: /^Delete “Marché/ }).click();
  await page.getByRole('dialog', { name: 'Delete this campaign?' }).getByRole('button', { name: 'Delete the campaign' }).click();
  await page.getByText('No drafts').waitFor();
}

async function listenToCalls(page) {
  await visit(page, `/campaigns/${voice}`);
  await page.getByText('listened to, of 4 calls').waitFor();
  await page.getByText('The telephone rang, and nobody took the call.').waitFor();
}

async function steer(page) {
  await visit(page, `/campaigns/${long}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  const pause = page.getByRole('dialog', { name: 'Pause this campaign?' });
  await pause.getByText('still wait.').waitFor();
  await pause.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Nothing more leaves until you resume.').waitFor();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('dialog', { name: 'Go on with this campaign?' }).getByRole('button', { name: 'Resume' }).click();
  await page.getByText('Nothing more leaves until you resume.').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Cancel the campaign' }).click();
  await page.getByRole('dialog', { name: 'Cancel this campaign?' }).getByRole('button', { name: 'Cancel the campaign' }).click();
  await page.getByText(/messages never left\./).waitFor();
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  await signIn(page);
  await visit(page, '/sent');
  await putOffCompletion(page);
  for (const step of [findInTheList, readTheMessage, seeThatItAddsUp, settleOneInDoubt, clean, writeAgain, listenToCalls, steer]) {
    try {
      await step(page);
      await settled(page);
      console.log(`${step.name} done`);
    } catch (error) {
      await photograph(page, `reports-${step.name}`);
      throw error;
    }
  }
  if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
});
