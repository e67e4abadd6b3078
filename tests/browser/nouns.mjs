// A morning at the counter: the first steps, a template written and used, a campaign watched on the overview, its notice read,
// replies read, answered and refused, and what comes by e-mail: with a mouse and a keyboard.
import { execSync } from 'node:child_process';
import { open, photograph, putOffCompletion, sandbox, settled, signIn, visit, withBrowser } from './browser.mjs';

async function firstSteps(page) {
  const steps = page.getByRole('region', { name: 'First steps' });
  await steps.getByRole('link', { name: 'Bring your contacts' }).waitFor();
  await steps.getByRole('link', { name: 'Send a first campaign' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForURL('**/campaigns/new*');
}

async function writeTemplate(page) {
  await visit(page, '/templates');
  await page.getByRole('link', { name: 'New template' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(' ');
  await page.getByLabel('Text', { exact: true }).fill('Bonjour $prenom, à $heure !');
  await page.getByRole('button', { name: 'Keep the template' }).click();
  await page.getByText('Give it a name.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Saturday');
  await page.getByLabel('Folder').fill('Weekends');
  await page.getByText('Nobody has a field $heure').waitFor();
  await page.getByText('Bonjour Camille, à $heure !').waitFor();
  await page.getByRole('button', { name: 'Keep the template' }).click();
  await page.getByText('“Saturday” is kept.').waitFor();
  await page.getByText('Nobody has the field $heure').waitFor();

  // The same name in the same folder is refused beside the name.
  await page.getByRole('link', { name: 'New template' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Saturday');
  await page.getByLabel('Folder').fill('Weekends');
  await page.getByLabel('Text', { exact: true }).fill('Again');
  await page.getByRole('button', { name: 'Keep the template' }).click();
  await page.getByText('This folder has a template with this name already.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Spare');
  await page.getByRole('button', { name: 'Keep the template' }).click();
  await page.getByText('“Spare” is kept.').waitFor();
}

async function findChangeAndDelete(page) {
  await page.getByRole('button', { name: 'Weekends' }).click();
  await page.getByLabel('Search templates').fill('bonjour');
  await page.getByRole('link', { name: 'Spare', exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Saturday', exact: true }).click();
  await page.getByLabel('Text', { exact: true }).fill('Bonjour $prenom, à samedi !');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('“Saturday” is saved.').waitFor();
  await page.getByRole('button', { name: 'Delete “Spare”' }).click();
  await page.getByRole('dialog', { name: 'Delete “Spare”?' }).getByRole('button', { name: 'Delete the template' }).click();
  await page.getByText('“Spare” is deleted.').waitFor();
  const use = page.getByRole('link', { name: 'Write a campaign with “Saturday”' });
  if (!/\/campaigns\/new\?template=\d+$/.test(await use.getAttribute('href'))) throw new Error('the link does not tell the template');
}

async function watchTheOverview(page) {
  await visit(page, '/');
  // The chart's figures can be read as well as seen.
  await page.getByRole('img', { name: 'SMS of the last 30 days' }).waitFor();
  await page.getByText('Show the figures as a table').click();
  await page.getByRole('columnheader', { name: 'Failed' }).waitFor();
  await page.getByRole('link', { name: /^Sent this month/ }).waitFor();
  await page.getByRole('region', { name: 'Last campaigns' }).getByRole('link', { name: 'Market' }).waitFor();
}

async function readTheNotice(page) {
  await page.getByRole('link', { name: 'Notices: 1 unread' }).first().click();
  await page.getByRole('heading', { name: '“Market” is finished' }).waitFor();
  await page.getByText('3 recipients · 3 received · 3 credits').waitFor();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByText('1 notice marked as read.').waitFor();
  await page.getByRole('link', { name: 'Notices: 1 unread' }).first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Unread', exact: true }).click();
  await page.getByText('Nothing new since you last looked.').waitFor();
}

async function replyFromPhones(page) {
  const phones = await page.context().newPage();
  await phones.goto(sandbox);
  for (const [name, text] of [[/6\s12\s34\s56\s01/, 'Two loaves, please'], [/6\s12\s34\s56\s02/, 'Stop.'], [/6\s12\s34\s56\s03/, 'Who is this?']]) {
    const phone = phones.getByRole('article', { name });
    await phone.getByRole('textbox').fill(text);
    await phone.getByRole('textbox').press('Enter');
    await phone.getByText(text).waitFor();
  }
  await phones.close();
}

async function readAndAnswer(page) {
  await visit(page, '/replies');
  await page.getByText('Two loaves, please').waitFor();
  await page.getByRole('link', { name: 'Replies 3 unread' }).first().waitFor();
  await page.getByRole('button', { name: 'Read the reply of Zoé' }).click();
  const dialog = page.getByRole('dialog', { name: 'Zoé' });
  await dialog.getByText('Market at nine').waitFor();
  await dialog.getByLabel('Your answer').fill('They are yours.');
  await dialog.getByText('This answer costs 1 credit.').waitFor();
  await dialog.getByRole('button', { name: 'Send the answer' }).click();
  await page.getByText('Your answer to Zoé is on its way.').waitFor();
  await dialog.getByText('They are yours.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('cell', { name: /Two loaves, please/ }).getByText('Answered').waitFor();
  await page.getByRole('link', { name: 'Replies 2 unread' }).first().waitFor();
}

async function stopIsNotAnswered(page) {
  await page.getByRole('button', { name: 'STOP', exact: true }).click();
  await page.getByRole('button', { name: 'Read the reply of Émile' }).click();
  const dialog = page.getByRole('dialog', { name: 'Émile' });
  await dialog.getByText('This person asked not to be written to again').waitFor();
  if ((await dialog.getByLabel('Your answer').count()) > 0) throw new Error('whoever said STOP can be answered');
  await page.keyboard.press('Escape');
}

async function strangerBecomesContact(page) {
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByRole('button', { name: 'Read the reply of +33612345603' }).click();
  await page.getByRole('dialog', { name: '+33612345603' }).getByRole('button', { name: 'Add to the address book' }).click();
  const form = page.getByRole('dialog', { name: 'New contact' });
  await form.getByLabel('First name').fill('Anaïs');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog', { name: 'Anaïs' }).getByRole('link', { name: 'See the contact' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: /Who is this/ }).getByRole('button', { name: 'Mark as unread' }).click();
  await page.getByRole('row', { name: /Who is this/ }).getByRole('button', { name: 'Mark as read' }).waitFor();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByText('1 reply marked as read.').waitFor();
  await page.getByLabel('Search replies').fill('nobody says this');
  await page.getByText('Nothing matches your search').waitFor();
}

async function chooseNotices(page) {
  await visit(page, '/account/notices');
  await page.getByLabel('is finished').check();
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByText('Saved.').waitFor();
  await page.getByLabel('Go on by itself when credits come in').check();
  await page.getByRole('button', { name: 'Save' }).nth(1).click();
  await page.getByText('Saved.').nth(1).waitFor();
  await page.reload();
  await settled(page);
  for (const name of ['is finished', 'waits for the legal hours', 'Go on by itself when credits come in']) {
    if (!(await page.getByLabel(name).isChecked())) throw new Error(`${name} was not kept`);
  }
}

/** A campaign to three people, sent beside the browser and finished. */
async function sendOne(page) {
  execSync(process.env.CHAPPE_CREDIT, { stdio: 'inherit' });
  const headers = { authorization: `Bearer ${await signIn(page)}`, 'idempotency-key': 'market' };
  const data = { name: 'Market', text: 'Market at nine', recipients: { numbers: ['+33612345601', '+33612345602', '+33612345603'] } };
  const sent = await page.context().request.post('/api/v1/campaigns', { data, headers });
  if (!sent.ok()) throw new Error(await sent.text());
  await visit(page, '/');
  // The bell rings by itself.
  await page.getByRole('link', { name: 'Notices: 1 unread' }).first().waitFor();
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  await signIn(page);
  await visit(page, '/');
  await putOffCompletion(page);
  const steps = [
    firstSteps, writeTemplate, findChangeAndDelete, sendOne, watchTheOverview, readTheNotice, replyFromPhones, readAndAnswer,
    stopIsNotAnswered, strangerBecomesContact, chooseNotices,
  ];
  for (const step of steps) {
    try {
      await step(page);
      console.log(`${step.name} done`);
    } catch (error) {
      await photograph(page, `nouns-${step.name}`);
      throw error;
    }
  }
  if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
});
