-- title:   Money by account and month
-- about:   The amounts of all invoices.
-- param:   period  period = all    when they were issued
-- record:  invoice
-- key:     account
-- column:  account text, month text, amount money
SELECT {field(account)} AS account, {field(issued_on.month)} AS month, sum(invoice.amount) AS amount
FROM invoice GROUP BY invoice.account, month ORDER BY invoice.account, month
