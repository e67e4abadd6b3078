// The whole life of a campaign: written, priced, scheduled, edited, launched at its hour, paused, resumed, reported, cleaned,
// shipped again, answered STOP, and without whoever said so the next time.
import { account, open, photograph, putOffCompletion, sandbox, settled, signIn, visit, withBrowser } from './browser.mjs';

const text = (page) => page.getByLabel('Text', { exact: true });
const recipients = (page) => page.getByRole('list', { name: 'Recipients' });

// Of the sandbox: no telephone takes what is sent to it.
const DEAD = '+33799999901';
const STOPPER = '+33612345001';

/** The next full minute that leaves time to press the button, as the page writes it. */
function nextMinute() {
  const at = new Date(Math.ceil((Date.now() + 25_000) / 60_000) * 60_000);
  const parts = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' });
  return parts.format(at).replace(',', '');
}

async function draft(page) {
  await visit(page, '/campaigns/new');
  await page.getByRole('button', { name: 'Groups', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose groups' });
  await dialog.getByLabel('Regulars').check();
  await dialog.getByRole('button', { name: 'Add 1' }).click();
  await recipients(page).getByText('Regulars').waitFor();
  await page.getByLabel('Numbers').fill(`${DEAD},`);
  await text(page).fill('Bonjour $prenom, le marché commence samedi à 8 heures.');
  await page.getByText('Draft saved').waitFor();
  await page.waitForURL(/\/campaigns\/\d+\/edit$/);
}

// 40 regulars and a telephone that is dead; each takes one part.
async function estimate(page) {
  const cost = page.locator('section', { has: page.getByRole('heading', { name: 'Cost' }) });
  await cost.getByText('Balance after').waitFor();
  await cost.getByText('159', { exact: true }).waitFor();
}

async function schedule(page) {
  await page.getByLabel('Leaves on').fill('24/12/2035 10:00');
  await page.getByRole('button', { name: 'Schedule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Schedule for 41 recipients?' });
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await page.getByText('Your campaign is scheduled.').waitFor();
}

async function edit(page) {
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await text(page).fill('Bonjour $prenom, le marché commence samedi à 9 heures.');
  await page.getByLabel('Leaves on').fill(nextMinute());
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByText('The campaign is changed.').waitFor();
}

// Nobody presses anything: its minute comes.
async function launch(page) {
  await page.getByRole('button', { name: 'Pause' }).waitFor({ timeout: 120_000 });
}

async function pause(page) {
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('dialog', { name: 'Pause this campaign?' }).getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Nothing more leaves until you resume.').waitFor();
}

async function resume(page) {
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('dialog', { name: 'Go on with this campaign?' }).getByRole('button', { name: 'Resume' }).click();
  await page.getByText('Nothing more leaves until you resume.').waitFor({ state: 'detached' });
  await page.getByText('Finished', { exact: true }).first().waitFor({ timeout: 120_000 });
}

// Every recipient has one outcome, and what was charged is what was told beforehand.
async function report(page, headers) {
  const id = page.url().match(/campaigns\/(\d+)/)[1];
  const { credits, totals } = await (await page.context().request.get(`/api/v1/campaigns/${id}`, { headers })).json();
  if (credits.charged !== '41' || totals.received !== 40 || totals.failed !== 1 || totals.recipients !== 41) {
    throw new Error(JSON.stringify({ credits, totals }));
  }
  await page.getByRole('table', { name: 'Every recipient by outcome' }).getByText('Received').waitFor();
  await photograph(page, 'life-report');
}

async function clean(page) {
  await page.getByRole('button', { name: 'Clean the address book' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clean the address book' });
  await dialog.getByLabel('Put their numbers on the blacklist').check();
  await dialog.getByRole('button', { name: 'Put on the blacklist' }).click();
  await page.getByText('1 number added to the blacklist.').waitFor();
}

async function phoneOfStopper(page) {
  const phones = await page.context().newPage();
  await phones.goto(sandbox);
  await phones.locator('#number').fill(STOPPER);
  await phones.locator('#number').press('Enter');
  return [phones, phones.getByRole('article', { name: /6\s12\s34\s50\s01/ })];
}

// From a telephone.
async function replyStop(page) {
  const [phones, phone] = await phoneOfStopper(page);
  await phone.getByText('à 9 heures').waitFor();
  await phone.getByRole('textbox').fill('Arrêt !');
  await phone.getByRole('textbox').press('Enter');
  await phone.getByText('Arrêt !').waitFor();
  await phones.close();
  await visit(page, '/replies?show=stop');
  await page.getByText('Arrêt !').first().waitFor();
}

// The same again: without whoever said STOP, and without the telephone that is dead.
async function shipAgain(page) {
  await visit(page, '/sent');
  await page.getByRole('link', { name: /^Bonjour/ }).first().click();
  await page.getByRole('button', { name: 'Send again as new' }).click();
  await page.waitForURL('**/campaigns/*/edit');
  await settled(page);
  await page.getByRole('button', { name: 'Send now' }).click();
  const dialog = page.getByRole('dialog', { name: /^Send to 39 recipients/ });
  await dialog.getByRole('button', { name: 'Send now' }).click();
  await page.getByText('Finished', { exact: true }).first().waitFor({ timeout: 120_000 });
  await page.getByText('On the blacklist').first().waitFor();
}

async function excluded(page, headers) {
  const id = page.url().match(/campaigns\/(\d+)/)[1];
  const { totals, skipped_reasons: reasons } = await (await page.context().request.get(`/api/v1/campaigns/${id}`, { headers })).json();
  if (totals.received !== 39 || totals.skipped !== 2 || reasons.blacklisted !== 2) throw new Error(JSON.stringify({ totals, reasons }));
  const [phones, phone] = await phoneOfStopper(page);
  await phone.getByText('Arrêt !').waitFor();
  if ((await phone.getByText('à 9 heures').count()) !== 1) throw new Error(`${STOPPER} was written to after STOP`);
  await phones.close();
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  const headers = { authorization: `Bearer ${await signIn(page, account)}` };
  await visit(page, '/');
  await putOffCompletion(page);
  for (const step of [draft, estimate, schedule, edit, launch, pause, resume, report, clean, replyStop, shipAgain, excluded]) {
    try {
      await step(page, headers);
      console.log(`${step.name} done`);
    } catch (error) {
      await photograph(page, `life-${step.name}`);
      throw error;
    }
  }
  if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
});
