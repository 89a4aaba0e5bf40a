package org.akoma.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on access.deputy. */
@Repository
class DeputyStore {

    private final JdbcClient jdbc;

    DeputyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** With the house itself, by its owner: nobody is asked. */
    void found(UUID id, UUID organisation, UUID person, Instant from) {
        jdbc.sql("""
                        insert into access.deputy (id, organisation_id, person_id, valid_from) select :id, :organisation, :person, :from
                         where not exists (select from access.deputy d where d.organisation_id = :organisation and d.person_id = :person)
                        """)
                .param("id", id)
                .param("organisation", organisation)
                .param("person", person)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .update();
    }
}
