-- How many queries of this database a standby has ended because they were in the way of replay;
-- nothing on a primary.
SELECT c.confl_tablespace + c.confl_lock + c.confl_snapshot + c.confl_bufferpin + c.confl_deadlock
  FROM pg_catalog.pg_stat_database_conflicts c
 WHERE c.datname = pg_catalog.current_database()
   AND pg_catalog.pg_is_in_recovery()
