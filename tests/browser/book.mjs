// An address book put in order, with a mouse and a keyboard: own fields, filters, all that match, undo, duplicates, blacklist.
import { open, photograph, putOffCompletion, settled, signIn, visit, withBrowser } from './browser.mjs';

async function ownField(page) {
  await visit(page, '/contacts/fields');
  await page.getByRole('button', { name: 'New field' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New field' });
  await dialog.getByLabel('Name').fill('Home town');
  await dialog.getByText('$home_town').waitFor();
  await dialog.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('cell', { name: 'Home town', exact: true }).waitFor();
}

async function fillIn(page) {
  await visit(page, '/contacts');
  await page.getByLabel('Search contacts').fill('06 12 34 56 11');
  await page.getByText('1 contact', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Zoé Durand' }).click();
  await page.getByLabel('Home town').fill('Lyon');
  await page.getByLabel('Where it was given').fill('At the counter');
  // A second group, made by its name from the keyboard.
  await page.getByRole('combobox', { name: 'Groups' }).fill('Bakers');
  await page.getByRole('option', { name: 'Make the group “Bakers”' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Take out of Bakers' }).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Zoé Durand was changed.').waitFor();
}

async function filter(page) {
  await visit(page, '/contacts');
  await page.getByRole('button', { name: 'Filter' }).click();
  const dialog = page.getByRole('dialog', { name: 'Filter the contacts' });
  await dialog.getByLabel('Home town').fill('Lyon');
  await dialog.getByLabel('Consent').selectOption({ label: 'Consent noted' });
  await dialog.getByRole('button', { name: 'Show' }).click();
  await page.getByText('1 contact', { exact: true }).waitFor();
  // The filter is in the address.
  await page.reload();
  await page.getByRole('button', { name: 'Remove the filter Home town: Lyon' }).waitFor();
  await page.getByText('1 contact', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.getByText('61 contacts', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.locator('th[aria-sort=ascending]').waitFor();
}

async function groupAllThatMatch(page) {
  await visit(page, '/contacts');
  await page.getByRole('checkbox', { name: 'Select everybody on this page' }).check();
  await page.getByText('50 contacts selected').waitFor();
  await page.getByRole('button', { name: 'Select all 61 that match' }).click();
  await page.getByText('61 contacts selected').waitFor();
  await page.getByRole('button', { name: 'Add to a group' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add to a group' });
  await dialog.getByRole('combobox').selectOption({ label: 'A new group…' });
  await dialog.getByLabel('Name of the new group').fill('Everybody');
  await dialog.getByRole('button', { name: 'Add to a group' }).click();
  await page.getByText('61 contacts added to Everybody.').waitFor();
}

async function deleteAndUndo(page) {
  await visit(page, '/contacts');
  await page.getByLabel('Search contacts').fill('durand');
  await page.getByText('12 contacts', { exact: true }).waitFor();
  await page.getByRole('checkbox', { name: 'Select everybody on this page' }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog', { name: 'Delete 12 contacts?' }).getByRole('button', { name: 'Delete' }).click();
  await page.getByText('12 contacts deleted.').waitFor();
  await page.getByText('Nothing matches your search').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('12 contacts are back.').waitFor();
  await page.getByText('12 contacts', { exact: true }).waitFor();
}

async function merge(page) {
  await page.getByRole('link', { name: 'Contacts', exact: true }).first().click();
  await page.getByRole('link', { name: 'Duplicates' }).click();
  await page.getByRole('heading', { name: /\+33612345610/ }).waitFor();
  await page.getByRole('button', { name: 'Merge all' }).click();
  await page.getByRole('dialog', { name: 'Merge all duplicates by number?' }).getByRole('button', { name: 'Merge' }).click();
  await page.getByText('Merged: 1 contact fewer.').waitFor();
  await page.getByText('Every number stands once').waitFor();
}

async function blacklist(page) {
  await visit(page, '/blacklist');
  await page.getByRole('button', { name: 'Add numbers' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add numbers' });
  await dialog.getByLabel('Numbers').fill('06 99 00 00 01\n12\n06 99 00 00 02');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('No telephone has this number.').waitFor();
  await dialog.getByRole('button', { name: 'Leave these out' }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: '+33699000001' }).click();
  await page.getByRole('heading', { name: 'Why it is on the list' }).waitFor();
  await page.getByRole('button', { name: 'Remove from the blacklist' }).click();
  const removal = page.getByRole('dialog', { name: 'Remove +33699000001 from the blacklist?' });
  await removal.getByLabel('Reason').fill('Asked for it at the counter');
  await removal.getByRole('button', { name: 'Remove from the blacklist' }).click();
  await page.getByRole('cell', { name: 'Asked for it at the counter' }).waitFor();
  await page.getByText('Not on the blacklist').waitFor();
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  await signIn(page);
  await visit(page, '/contacts');
  await putOffCompletion(page);
  for (const step of [ownField, fillIn, filter, groupAllThatMatch, deleteAndUndo, merge, blacklist]) {
    try {
      await step(page);
      await settled(page);
      console.log(`${step.name} done`);
    } catch (error) {
      await photograph(page, `book-${step.name}`);
      throw error;
    }
  }
  if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
});
