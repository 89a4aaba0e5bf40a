package org.akoma.protection.registration;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on the sources of imported files. */
@Repository
class ImportedRowStore {

    private final JdbcClient jdbc;

    ImportedRowStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> known(Collection<String> digests) {
        return new HashSet<>(jdbc.sql("""
                        select encode(d, 'hex') from cases.known_sources(array(select decode(h, 'hex') from unnest(:digests::text[]) h)) d
                        """)
                .param("digests", digests.toArray(String[]::new))
                .query((row, n) -> row.getString(1))
                .list());
    }

    Set<String> knownCodes(Collection<String> codes) {
        return new HashSet<>(jdbc.sql("select c from cases.known_codes(:codes::text[]) c")
                .param("codes", codes.toArray(String[]::new))
                .query((row, n) -> row.getString(1))
                .list());
    }
}
