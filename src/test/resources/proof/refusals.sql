DO $$
BEGIN
  IF to_regrole('proof_password') IS NULL THEN CREATE ROLE proof_password LOGIN PASSWORD 'canary-password-1'; END IF;
  IF to_regrole('proof_powerless') IS NULL THEN CREATE ROLE proof_powerless LOGIN; END IF;
  IF to_regrole('proof_creator') IS NULL THEN CREATE ROLE proof_creator LOGIN CREATEDB; END IF;
END
$$;
