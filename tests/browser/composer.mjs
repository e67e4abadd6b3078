// Writing a campaign with a mouse and a keyboard: chips, the doctor, a draft that survives, a template, a skipped hour, the cost
// that is charged, and the launch.
import axe from 'axe-core';
import { account, open, photograph, putOffCompletion, settled, signIn, visit, withBrowser } from './browser.mjs';

const text = (page) => page.getByLabel('Text', { exact: true });
const recipients = (page) => page.getByRole('list', { name: 'Recipients' });
const saved = (page) => page.getByText('Draft saved').waitFor();

async function chips(page) {
  await visit(page, '/campaigns/new');
  const numbers = page.getByLabel('Numbers');
  await numbers.pressSequentially('06 12 34 56 01,06 12 a4,0999;');
  await recipients(page).getByText('06 12 34 56 01').waitFor();
  await recipients(page).getByText('“a” is in no number').waitFor();
  // The server knows what no telephone has.
  await recipients(page).getByText('no telephone has this number').waitFor();
  await page.getByText('2 numbers cannot be read').waitFor();
  await photograph(page, 'composer-chips');
  // A wrong one comes back to be mended.
  await page.getByRole('button', { name: 'Correct 06 12 a4' }).click();
  if ((await numbers.inputValue()) !== '06 12 a4') throw new Error('the number did not come back');
  await numbers.fill('06 12 34 56 02');
  await numbers.press('Enter');
  await page.getByRole('button', { name: 'Remove 0999' }).click();
  await page.getByText('cannot be read').waitFor({ state: 'detached' });
}

async function addressBook(page) {
  await page.getByRole('button', { name: 'Groups', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose groups' });
  await dialog.getByLabel('Search').fill('regul');
  await dialog.getByLabel('Regulars').check();
  await dialog.getByRole('button', { name: 'Add 1' }).click();
  await recipients(page).getByText('Regulars').waitFor();
}

async function doctor(page) {
  await text(page).fill('Bonjour , c’est l’été…');
  await page.getByText('Unicode alphabet').waitFor();
  await page.getByText('These characters force Unicode').waitFor();
  await page.getByRole('button', { name: /^Replace ’ by '/ }).click();
  await page.getByRole('button', { name: /^Replace … by \.\.\./ }).waitFor();
  // The last one from the keyboard.
  await text(page).focus();
  await page.keyboard.press('Control+.');
  await page.getByText('Standard alphabet').waitFor();
  if ((await text(page).inputValue()) !== "Bonjour , c'est l'été...") throw new Error(await text(page).inputValue());
  // It is undone as it was typed.
  await page.keyboard.press('Control+z');
  await page.getByText('Unicode alphabet').waitFor();
  await page.getByRole('button', { name: 'Replace all' }).click();
  await page.getByText('Standard alphabet').waitFor();
}

async function fields(page) {
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Insert a field' }).click();
  const dialog = page.getByRole('dialog', { name: 'Insert a field' });
  await dialog.getByLabel('What to write when it is empty').fill('cher client');
  await dialog.getByRole('button', { name: /^First name/ }).click();
  await page.waitForFunction(() => document.querySelector('#text').value.startsWith('Bonjour ${first_name|cher client},'));
  // On the phone: somebody of the group without a first name, then the next ones, who have one.
  await page.getByText('Bonjour cher client, c\'est').waitFor();
  await page.getByRole('button', { name: 'The next recipient' }).click();
  await page.getByText('Bonjour Émile, c\'est').waitFor();
  await page.getByRole('button', { name: 'The next recipient' }).click();
  await page.getByText('Bonjour Zoé, c\'est').waitFor();
  await text(page).press('End');
  await text(page).pressSequentially(' $city');
  await page.getByText('Nobody has a field $city').waitFor();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('Backspace');
}

async function survives(page) {
  await saved(page);
  await page.waitForURL(/\/campaigns\/\d+\/edit$/);
  await page.reload();
  await settled(page);
  await recipients(page).getByText('+33612345602').waitFor();
  await recipients(page).getByText('Regulars').waitFor();
  const written = await text(page).inputValue();
  if (!written.startsWith('Bonjour ${first_name|cher client}, c')) throw new Error(`the draft is ${written}`);
}

async function template(page) {
  await page.getByRole('button', { name: 'Save as a template' }).click();
  const keeping = page.getByRole('dialog', { name: 'Save as a template' });
  await keeping.getByLabel('Name').fill('Summer');
  await keeping.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The template Summer is saved.').waitFor();
  const before = await text(page).inputValue();
  await text(page).fill('Autre chose');
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
  await page.getByRole('dialog', { name: 'Choose a template' }).getByRole('button', { name: /^Summer/ }).click();
  await page.waitForFunction((before) => document.querySelector('#text').value === before, before);
}

async function sender(page) {
  const field = page.getByLabel('Sender');
  await field.fill('12345');
  await page.getByText('Not only digits').waitFor();
  await field.fill('Café');
  await page.getByText('no “é”').waitFor();
  await field.fill('BAKERY');
  await page.getByText('Nobody can reply to a name').waitFor();
  await field.fill('');
  await page.getByText('Nobody can reply to a name').waitFor({ state: 'detached' });
}

async function date(page) {
  const field = page.getByLabel('Leaves on');
  await field.fill('28/03/2027 02:30');
  await page.getByText('This hour does not exist').waitFor();
  await field.fill('31/10/2027 02:30');
  await page.getByText('this hour comes twice').waitFor();
  await page.getByLabel('The second, an hour later').check();
  await page.getByText(/Leaves on Sunday,? 31 October 2027/).waitFor();
  await page.getByRole('button', { name: 'Schedule' }).waitFor();
  await field.fill('01/01/2020 10:00');
  await page.getByText('This moment has passed').waitFor();
  await page.getByRole('button', { name: 'Send now' }).waitFor();
  await page.getByRole('button', { name: 'Choose a date' }).click();
  const dialog = page.getByRole('dialog', { name: 'When should it leave?' });
  await dialog.locator('.calendar-day.is-chosen').focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowRight');
  await photograph(page, 'composer-calendar');
  await dialog.getByRole('button', { name: /^Take/ }).click();
  await page.getByRole('button', { name: 'Schedule' }).waitFor();
  await page.getByRole('button', { name: 'No date' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
}

async function sound(page) {
  await saved(page);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  if (violations.length > 0) throw new Error(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`).join('\n'));
}

// The same draft in another tab: the second to change it is told, and nothing is lost.
async function twoTabs(page) {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await settled(other);
  await other.getByLabel('Name of the campaign').fill('From the other tab');
  await saved(other);
  await other.waitForFunction(() => document.body.textContent.includes('Draft saved'));
  await other.waitForTimeout(1500);
  await page.getByLabel('Name of the campaign').fill('From this tab');
  const dialog = page.getByRole('dialog', { name: 'This draft was changed elsewhere' });
  await dialog.waitFor();
  await photograph(page, 'composer-lost');
  await dialog.getByRole('button', { name: 'Take what stands there' }).click();
  await page.waitForFunction(() => document.querySelector('#name')?.value === 'From the other tab');
  await other.close();
}

async function launch(page, headers) {
  await settled(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Send to 4 recipients?' });
  await dialog.getByText(/This costs 4 credits and leaves you 96/).waitFor();
  await photograph(page, 'composer-confirm');
  await dialog.getByRole('button', { name: 'Send', exact: true }).dblclick();
  await page.getByText('Your campaign is on its way.').waitFor();
  await page.getByText('Finished', { exact: true }).first().waitFor();
  const id = page.url().match(/campaigns\/(\d+)/)[1];
  const answer = await page.context().request.get(`/api/v1/campaigns/${id}`, { headers });
  const { credits, totals } = await answer.json();
  if (credits.estimated !== '4' || credits.charged !== '4' || totals.recipients !== 5 || totals.received !== 4) throw new Error(JSON.stringify({ credits, totals }));
}

// Programmed, changed until it leaves; and what is told when it is too late.
async function programmed(page, headers) {
  await visit(page, '/campaigns/new');
  await page.getByLabel('Numbers').fill('06 12 34 56 77,');
  await text(page).fill('À bientôt');
  await page.getByLabel('Leaves on').fill('24/12/2035 10:00');
  await page.getByRole('button', { name: 'Schedule' }).click();
  await page.getByRole('dialog', { name: 'Schedule for 1 recipient?' }).getByRole('button', { name: 'Schedule' }).click();
  await page.getByText('Your campaign is scheduled.').waitFor();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await text(page).fill('À très bientôt');
  await page.getByText('Changes not saved yet').waitFor();
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByText('The campaign is changed.').waitFor();
  await page.getByText('À très bientôt').first().waitFor();
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await text(page).fill('Trop tard');
  const id = page.url().match(/campaigns\/(\d+)/)[1];
  await page.context().request.post(`/api/v1/campaigns/${id}/cancel`, { headers });
  await page.getByRole('button', { name: 'Save the changes' }).click();
  const dialog = page.getByRole('dialog', { name: 'Too late to change it' });
  await dialog.getByRole('button', { name: 'Keep mine as a draft' }).click();
  await page.waitForURL((url) => /\d+\/edit$/.test(url.pathname) && !url.pathname.includes(id));
  if ((await text(page).inputValue()) !== 'Trop tard') throw new Error('the copy says something else');
}

async function hundredThousand(page) {
  await visit(page, '/campaigns/new');
  await page.evaluate(() => {
    const column = Array.from({ length: 100000 }, (_, n) => `06${String(10000000 + n)}`);
    column[7] = 'Madame Durand';
    const data = new DataTransfer();
    data.setData('text', column.join('\n'));
    document.querySelector('#numbers').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await recipients(page).getByText('99,999 numbers').waitFor();
  await recipients(page).getByText('“M” is in no number').waitFor();
  await photograph(page, 'composer-many');
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  const headers = { authorization: `Bearer ${await signIn(page, account)}` };
  await visit(page, '/');
  await putOffCompletion(page);
  for (const step of [chips, addressBook, doctor, fields, survives, template, sender, date, sound, twoTabs, launch, programmed, hundredThousand]) {
    try {
      await step(page, headers);
      console.log(`${step.name} done`);
    } catch (error) {
      await photograph(page, `composer-${step.name}`);
      throw error;
    }
  }
  if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
});
