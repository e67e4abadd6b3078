-- What was issued is never changed and never goes.
CREATE FUNCTION invoice_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an invoice is never changed or deleted';
END $$;
CREATE TRIGGER invoice_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice
    FOR EACH STATEMENT EXECUTE FUNCTION invoice_stays();
CREATE TRIGGER invoice_pdf_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_pdf
    FOR EACH STATEMENT EXECUTE FUNCTION invoice_stays();
