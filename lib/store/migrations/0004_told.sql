-- Which events of an operation hooks were told of: an undo cannot take back what they did.
ALTER TABLE operation ADD COLUMN told TEXT;
