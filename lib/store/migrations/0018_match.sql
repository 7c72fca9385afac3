-- Choosing people by their place, and whom an audience is made of.
CREATE INDEX lead_place ON lead (lat, lon) WHERE lat IS NOT NULL;
ALTER TABLE audience ADD COLUMN whom TEXT NOT NULL DEFAULT 'lead' CHECK (whom = 'lead' OR whom = 'contact');
