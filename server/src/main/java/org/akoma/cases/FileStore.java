package org.akoma.cases;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that gathers what the overview of one file shows. */
@Repository
class FileStore {

    private final JdbcClient jdbc;

    FileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a grant on this very file opens its status; false for those who merely oversee all files. */
    boolean worksOn(UUID file) {
        return jdbc.sql("select access.sees(:file, 256, false)")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }
}
