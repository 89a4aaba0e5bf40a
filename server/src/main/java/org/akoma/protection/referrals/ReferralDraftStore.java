package org.akoma.protection.referrals;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Section;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on referrals that are being written. */
@Repository
class ReferralDraftStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    ReferralDraftStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    private String nextCode() {
        return jdbc.sql("select referrals.next_code()")
                .query((row, n) -> row.getString(1))
                .single();
    }

    /** A shelter that asks, and by when the child's worker is to have sent it. */
    record Asked(UUID unit, Instant sendBy) {}

    /** The reader's own shelter, while the child stays there. */
    Optional<UUID> shelterOf(UUID file) {
        return jdbc.sql("""
                        select g.grantee from access.file_grant g where g.file_id = :file and g.holder = any (access.holders())
                           and g.reason = 'SHELTER_STAY' and g.valid_from <= access.moment() and g.valid_until > access.moment() limit 1
                        """).param("file", file).query(UUID.class).optional();
    }

    void insert(
            CaseFile file,
            DraftReferral made,
            Organisation from,
            Organisation to,
            @Nullable Asked asked,
            UUID by,
            Instant now) {
        jdbc.sql("""
                        insert into referrals.referral (id, code, file_id, organisation_id, worker_id, supervisor_id, from_id, to_id, to_desk, purpose,
                               priority, service, sections, homecoming_id, unit_id, send_by, drafted_at, drafted_by)
                        values (:id, :code, :file, :organisation, :worker, :supervisor, :from, :to, :desk, :purpose, :priority, :service, :sections,
                               :homecoming, :unit, :sendBy, :at, :by)
                        """)
                .param("id", made.id())
                .param("code", made.code() == null ? nextCode() : made.code())
                .param("file", file.id())
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("supervisor", file.supervisorId())
                .param("from", from.id())
                .param("to", to.id())
                .param("desk", to.deskId())
                .param("purpose", made.purpose().name())
                .param("priority", made.priority().name())
                .param("service", made.service())
                .param("sections", Section.bits(made.sections()))
                .param("homecoming", made.homecomingId())
                .param("unit", asked == null ? null : asked.unit())
                .param("sendBy", asked == null ? null : Timestamps.utc(asked.sendBy()))
                .param("at", Timestamps.utc(now))
                .param("by", by)
                .update();
        jdbc.sql("insert into referrals.referral_words (referral_id, file_id, asked) values (:id, :file, :asked)")
                .param("id", made.id())
                .param("file", file.id())
                .param("asked", vault.seal(file.id(), ReferralStore.SEAL_CONTEXT, made.words()))
                .update();
    }

    /** False when it no longer has this version, or was sent. */
    boolean rewrite(UUID file, DraftReferral wanted, Organisation from, Organisation to, int version) {
        int changed = jdbc.sql("""
                        update referrals.referral set from_id = :from, to_id = :to, to_desk = :desk, purpose = :purpose, priority = :priority,
                               service = :service, sections = :sections, homecoming_id = :homecoming, version = version + 1
                         where id = :id and version = :version and sent_at is null
                        """)
                .param("id", wanted.id())
                .param("version", version)
                .param("from", from.id())
                .param("to", to.id())
                .param("desk", to.deskId())
                .param("purpose", wanted.purpose().name())
                .param("priority", wanted.priority().name())
                .param("service", wanted.service())
                .param("sections", Section.bits(wanted.sections()))
                .param("homecoming", wanted.homecomingId())
                .update();
        if (changed == 0) return false;
        jdbc.sql("update referrals.referral_words set asked = :asked where referral_id = :id")
                .param("asked", vault.seal(file, ReferralStore.SEAL_CONTEXT, wanted.words()))
                .param("id", wanted.id())
                .update();
        return true;
    }
}
