package org.akoma.ground.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Sizes and durability of the embedded server.
 *
 * @param sharedBuffersMb memory for the page cache, in mebibytes
 * @param durable false only in tests: a power cut may then lose the database
 * @param binaries folder to unpack the programs in; null: beside the cluster
 */
record PostgresSettings(
        int sharedBuffersMb, boolean durable, @Nullable Path binaries) {

    private static final int MODEST_MB = 192;

    /** For people: every answered write is on disk. AKOMA_DB_SHARED_BUFFERS_MB sets the memory. */
    static PostgresSettings lasting() {
        String megabytes = System.getenv("AKOMA_DB_SHARED_BUFFERS_MB");
        if (megabytes != null && !megabytes.matches("[1-9][0-9]{0,6}"))
            throw new StartRefused("refused.buffers", megabytes);
        return new PostgresSettings(megabytes == null ? MODEST_MB : Integer.parseInt(megabytes), true, null);
    }

    /** For tests only: fast, forgets on a power cut. */
    static PostgresSettings forgetful(Path binaries) {
        return new PostgresSettings(64, false, binaries);
    }

    /** The whole postgresql.conf. Nothing that a statement holds may reach the log: it would be personal data in the clear. */
    String text(int port) {
        return """
                # Written by Akoma at every start: changes made here are lost.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 60
                shared_buffers = '%dMB'
                work_mem = '8MB'
                maintenance_work_mem = '64MB'
                dynamic_shared_memory_type = 'mmap'
                max_wal_size = '512MB'
                fsync = %s
                synchronous_commit = %s
                full_page_writes = %s
                jit = off
                random_page_cost = 1.1
                timezone = 'UTC'
                log_timezone = 'UTC'
                datestyle = 'iso, ymd'
                lc_messages = 'C'
                log_statement = 'none'
                log_min_duration_statement = -1
                log_min_error_statement = 'panic'
                log_error_verbosity = 'terse'
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                log_line_prefix = '%%m [%%p] %%u '
                """.formatted(port, sharedBuffersMb, onOff(), onOff(), onOff());
    }

    private String onOff() {
        return durable ? "on" : "off";
    }
}
