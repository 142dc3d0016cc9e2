-- The two roles and their database, by the superuser, through psql; the same for a container
-- (mounted in /docker-entrypoint-initdb.d) and for the local server. May be run again.
-- The passwords come from the environment, so that they stand on no command line.
\set ON_ERROR_STOP 1
\getenv owner_password MDPS_OWNER_PASSWORD
\getenv app_password MDPS_APP_PASSWORD
\set owner_may NOCREATEDB
\getenv owner_may MDPS_OWNER_MAY

SELECT format(
    'CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION %s PASSWORD %L',
    name, may, password)
FROM (VALUES
    ('mdps_owner', :'owner_may', :'owner_password'),
    ('mdps_app', 'NOCREATEDB', :'app_password')) wanted (name, may, password)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

-- Where the owner makes databases, it also loads many rows into them that no trigger is asked about.
SELECT 'GRANT SET ON PARAMETER session_replication_role TO mdps_owner'
WHERE :'owner_may' = 'CREATEDB' \gexec

-- The owner may end the application's sessions; never the other way round.
GRANT mdps_app TO mdps_owner;
ALTER ROLE mdps_app SET idle_in_transaction_session_timeout = '60s';
-- Who waits longer than this for somebody else's act is told so, and tries again.
ALTER ROLE mdps_app SET lock_timeout = '5s';

SELECT 'CREATE DATABASE mdps OWNER mdps_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'mdps') \gexec
-- Not part of a dump, so it is said here and again at every migration.
REVOKE TEMPORARY ON DATABASE mdps FROM PUBLIC;
