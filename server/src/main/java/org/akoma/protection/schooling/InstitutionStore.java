package org.akoma.protection.schooling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on assistance.institution. */
@Repository
class InstitutionStore {

    private static final String SEAL_CONTEXT = "assistance.institution";

    private final JdbcClient jdbc;
    private final Vault vault;

    InstitutionStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * By code.
     *
     * @param after the last code of the page before
     */
    List<Institution> page(String after, int limit) {
        return jdbc.sql("select * from assistance.institution where code > :after order by code limit :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** Those whose attendance the caller's own structure enters, or is asked to. */
    List<Institution> own(UUID structure) {
        return jdbc.sql("""
                        select * from assistance.institution
                         where desk_id = any ((select access.grantees())::uuid[]) or asked_id = :structure order by code
                        """)
                .param("structure", structure)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Institution> find(String code) {
        return jdbc.sql("select * from assistance.institution where code = :code")
                .param("code", code)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Institution> find(UUID id) {
        return jdbc.sql("select * from assistance.institution where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** False when the code is taken. */
    boolean insert(Institution made) {
        return jdbc.sql("""
                        insert into assistance.institution (id, code, kind, country, organisation_id, desk_id, asked_id, kept_by, made_by, closed_on, sealed)
                        values (:id, :code, :kind, :country, :organisation, :desk, :asked, :keeper, :by, :closed, :sealed) on conflict do nothing
                        """)
                        .param("id", made.id())
                        .param("code", made.code())
                        .param("kind", made.kind().name())
                        .param("country", made.country())
                        .param("organisation", made.organisationId())
                        .param("desk", made.deskId())
                        .param("asked", made.askedId())
                        .param("keeper", made.keptBy())
                        .param("by", made.madeBy())
                        .param("closed", made.closedOn())
                        .param("sealed", vault.sealForHouse(Compartment.PROTECTION, SEAL_CONTEXT, made.words()))
                        .update()
                == 1;
    }

    /** False when it no longer has this version. */
    boolean update(Institution now, int version) {
        return jdbc.sql("""
                        update assistance.institution set kind = :kind, closed_on = :closed, sealed = :sealed, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("kind", now.kind().name())
                        .param("closed", now.closedOn())
                        .param("sealed", vault.sealForHouse(Compartment.PROTECTION, SEAL_CONTEXT, now.words()))
                        .param("id", now.id())
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Those that wait for this structure's answer. */
    List<Institution> asking(UUID structure) {
        return jdbc.sql("select * from assistance.institution where asked_id = :structure order by code")
                .param("structure", structure)
                .query((row, n) -> read(row))
                .list();
    }

    /** The structure that is asked answers. False when it is not asked, or not by this person. */
    boolean answer(UUID institution, boolean agreed) {
        return jdbc.sql("select assistance.answer_institution(:id, :agreed)")
                .param("id", institution)
                .param("agreed", agreed)
                .query(Boolean.class)
                .single();
    }

    private Institution read(ResultSet row) throws SQLException {
        return new Institution(
                row.getObject("id", UUID.class),
                row.getString("code"),
                Institution.Kind.valueOf(row.getString("kind")),
                row.getString("country"),
                row.getObject("organisation_id", UUID.class),
                row.getObject("desk_id", UUID.class),
                row.getObject("asked_id", UUID.class),
                row.getObject("kept_by", UUID.class),
                row.getObject("made_by", UUID.class),
                row.getObject("closed_on", LocalDate.class),
                vault.readOfHouse(
                        Compartment.PROTECTION, SEAL_CONTEXT, row.getBytes("sealed"), Institution.SealedText.class),
                row.getInt("version"));
    }
}
