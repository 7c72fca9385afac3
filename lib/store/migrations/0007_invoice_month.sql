-- Money by account and month is read from this index alone, in its order: a sum over a million invoices sorts nothing.
-- `issued_on` stands in it once more, for the planner counts the expression's own column as one that is needed.
CREATE INDEX invoice_month ON invoice (account, substr(issued_on, 1, 7), amount, currency, status, issued_on);
