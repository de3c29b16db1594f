-- Takes a PostgreSQL database back to what was kept, touching only what differs: far quicker than a new copy.
CREATE SCHEMA kept;

CREATE TABLE kept.looks (name text PRIMARY KEY, look text);

CREATE TABLE kept.counters (name text PRIMARY KEY, value bigint);

-- Any insert, change or removal shows in it: each row carries the transaction that wrote it.
CREATE FUNCTION kept.look(name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
    EXECUTE format('SELECT count(*) || '' '' || coalesce(max(xmin::text::bigint), 0) FROM public.%I', name) INTO found;
    RETURN found;
END $$;

CREATE FUNCTION kept.keep() RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', 'rows_' || name, name);
        INSERT INTO kept.looks VALUES (name, kept.look(name));
    END LOOP;
    INSERT INTO kept.counters
    SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public';
END $$;

CREATE FUNCTION kept.restore() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    known record;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
    -- The order of foreign keys does not matter, since all of it comes back.
    SET LOCAL session_replication_role = replica;
    FOR known IN SELECT * FROM kept.looks LOOP
        CONTINUE WHEN kept.look(known.name) = known.look;
        EXECUTE format('DELETE FROM public.%I', known.name);
        EXECUTE format('INSERT INTO public.%I SELECT * FROM kept.%I', known.name, 'rows_' || known.name);
        UPDATE kept.looks SET look = kept.look(known.name) WHERE name = known.name;
    END LOOP;
    FOR known IN
        SELECT c.name, c.value FROM kept.counters c JOIN pg_sequences s ON s.sequencename = c.name
        WHERE s.last_value IS DISTINCT FROM c.value
    LOOP
        PERFORM setval(format('public.%I', known.name), coalesce(known.value, 1), known.value IS NOT NULL);
    END LOOP;
END $$;
