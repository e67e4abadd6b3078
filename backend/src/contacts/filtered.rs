//! The condition that lists, counts and selections share, on `contact c`.

/// `$3` to `$11` are a [`super::filter::Filter`]: group, country, blacklisted, line, three words as patterns, own fields as
/// a JSON object, consent. Null asks for nothing. Groups and
/// blacklist are counted by key: of an EXISTS, PostgreSQL would read the whole group first.
macro_rules! filtered {
    (sqlite) => {
        $crate::contacts::filtered::filtered!(@ "NOT EXISTS (SELECT 1 FROM json_each($10) f
            WHERE (SELECT o.value FROM json_each(c.fields) o WHERE o.key = f.key) IS NOT f.value)")
    };
    (postgres) => {
        $crate::contacts::filtered::filtered!(@ "c.fields::jsonb @> CAST($10 AS TEXT)::jsonb")
    };
    (@ $fields:literal) => {
        concat!(
            " AND (CAST($3 AS BIGINT) IS NULL OR (SELECT COUNT(*) FROM group_member m
                WHERE m.group_id = $3 AND m.contact_id = c.id) > 0)
            AND (CAST($4 AS TEXT) IS NULL OR c.country = $4)
            AND (CAST($5 AS BOOLEAN) IS NULL OR $5 = ((SELECT COUNT(*) FROM blacklist b
                WHERE b.account_id = c.account_id AND b.number = c.mobile) > 0))
            AND (CAST($6 AS TEXT) IS NULL OR c.line = $6)
            AND c.search LIKE $7 ESCAPE '\\' AND c.search LIKE $8 ESCAPE '\\' AND c.search LIKE $9 ESCAPE '\\'
            AND (CAST($10 AS TEXT) IS NULL OR ",
            $fields,
            ") AND (CAST($11 AS BOOLEAN) IS NULL OR $11 = (c.consent_at IS NOT NULL)) "
        )
    };
}

pub(crate) use filtered;
