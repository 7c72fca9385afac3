-- Working on leads: a touch after which nothing is to be done says why; the plan a lead is on; who said trust all the same.
ALTER TABLE touch ADD COLUMN no_next TEXT;
ALTER TABLE lead ADD COLUMN nurture INTEGER REFERENCES nurture (id);
ALTER TABLE lead ADD COLUMN nurture_on TEXT;
ALTER TABLE lead ADD COLUMN forced_by INTEGER REFERENCES person (id);
CREATE INDEX lead_nurture ON lead (nurture) WHERE nurture IS NOT NULL;
CREATE INDEX lead_forced_by ON lead (forced_by) WHERE forced_by IS NOT NULL;
