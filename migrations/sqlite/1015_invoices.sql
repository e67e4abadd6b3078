-- What was issued is never changed and never goes.
CREATE TRIGGER invoice_kept BEFORE UPDATE ON invoice BEGIN SELECT RAISE(ABORT, 'an invoice is never changed'); END;
CREATE TRIGGER invoice_stays BEFORE DELETE ON invoice BEGIN SELECT RAISE(ABORT, 'an invoice is never deleted'); END;
CREATE TRIGGER invoice_pdf_kept BEFORE UPDATE ON invoice_pdf BEGIN SELECT RAISE(ABORT, 'an invoice is never changed'); END;
CREATE TRIGGER invoice_pdf_stays BEFORE DELETE ON invoice_pdf BEGIN SELECT RAISE(ABORT, 'an invoice is never deleted'); END;
