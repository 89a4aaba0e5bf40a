package org.akoma.programme.training;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on training.certificate, which only functions of the database write, and on the lists of those who are to be certified. */
@Repository
class CertificateStore {

    private static final String SELECT =
            "select c.*, p.code as participant from training.certificate c join training.participant p on p.id = c.participant_id ";

    private final JdbcClient jdbc;

    CertificateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A list as it was put together. */
    record Listed(UUID id, int version) {}

    /** The session and the side of a list. */
    record ListOf(UUID session, Profession.Side side) {}

    /** By participant: the one that was made last. */
    Map<UUID, Certificate> newest(UUID[] participants) {
        Map<UUID, Certificate> newest = new HashMap<>();
        jdbc.sql(SELECT + "where c.participant_id = any (:ids) order by c.issued_at, c.number")
                .param("ids", participants)
                .query(row -> {
                    newest.put(row.getObject("participant_id", UUID.class), read(row));
                });
        return newest;
    }

    /** Newest first. */
    List<Certificate> of(UUID participant) {
        return jdbc.sql(SELECT + "where c.participant_id = :id order by c.issued_at desc, c.number desc")
                .param("id", participant)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Certificate> find(String number) {
        return jdbc.sql(SELECT + "where c.number = :number")
                .param("number", number)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Certificate> find(UUID id) {
        return jdbc.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** In force and ending by that day, the first to end first; who holds a later one is not named. */
    List<Certificate> endingBy(LocalDate day, int most) {
        return jdbc.sql(SELECT + """
                where c.revoked_at is null and c.suspended_at is null and c.valid_until - 1 <= :day and p.withdrawn_at is null
                  and not exists (select from training.certificate l join training.participant q on q.id = l.participant_id
                                   where q.person_id = p.person_id and l.revoked_at is null and l.valid_until > c.valid_until)
                order by c.valid_until, p.code limit :most
                """)
                .param("day", day)
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    /** Those of one side of a session who passed and hold none in force: ids of participants. */
    Set<UUID> toCertify(UUID session, Profession.Side side) {
        return Set.copyOf(jdbc.sql("select training.to_certify(:session, :side)")
                .param("session", session)
                .param("side", side.name())
                .query(UUID.class)
                .list());
    }

    /** @param people who passed and hold none in force */
    record Ready(String session, int people) {}

    /** Of all sessions, for who keeps them, without what waits for a second person. */
    List<Ready> ready(int most) {
        return jdbc.sql("""
                        select s.code, count(*) from training.session s cross join (values ('POLICE'), ('CARE')) x (side)
                         cross join lateral training.to_certify(s.id, x.side) c
                         where not exists (select from training.certificate_list l
                                            where l.session_id = s.id and l.side = x.side
                                              and (access.waits_of_another('CERTIFICATES_' || x.side, l.id)
                                                   or exists (select from access.decision d where d.subject = l.id and d.state = 'WAITING')))
                         group by s.id, s.code, s.days, x.side order by s.days[1], s.code, x.side limit :most
                        """)
                .param("most", most)
                .query((row, n) -> new Ready(row.getString(1), row.getInt(2)))
                .list();
    }

    /** Puts all of them on the list of that side; empty where nobody is to be put on it. */
    Optional<Listed> list(UUID session, Profession.Side side, UUID made) {
        return jdbc.sql("select id, version from training.list_certificates(:session, :side, :made)")
                .param("session", session)
                .param("side", side.name())
                .param("made", made)
                .query((row, n) -> new Listed(row.getObject(1, UUID.class), row.getInt(2)))
                .optional();
    }

    /** The list of this side, for who keeps it. */
    Optional<UUID> listOf(UUID session, Profession.Side side) {
        return jdbc.sql("select id from training.certificate_list where session_id = :session and side = :side")
                .param("session", session)
                .param("side", side.name())
                .query(UUID.class)
                .optional();
    }

    /** By who agreed, in that transaction. */
    int issue(UUID list) {
        return jdbc.sql("select training.issue(:list)")
                .param("list", list)
                .query(Integer.class)
                .single();
    }

    void revoke(UUID certificate) {
        jdbc.sql("select training.revoke(:id)")
                .param("id", certificate)
                .query((row, n) -> true)
                .list();
    }

    /**
     * The state of a certificate, shown to anybody who types its code.
     *
     * @param revokedOn null = it was not revoked
     */
    record Verified(
            String number,
            Set<TrainingModule> modules,
            LocalDate issuedOn,
            LocalDate lastDay,
            Certificate.State state,
            @Nullable LocalDate revokedOn) {
        public Verified {
            modules = org.akoma.EnumSets.inOrder(TrainingModule.class, modules);
        }
    }

    /** By the login that reads nothing else. */
    Optional<Verified> verified(String code, LocalDate today) {
        return jdbc.sql("select * from training.report_certificate(:code, :today)")
                .param("code", code)
                .param("today", today)
                .query((row, n) -> new Verified(
                        row.getString("number"),
                        TrainingSessionStore.modules(row),
                        row.getObject("issued_on", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        Certificate.State.valueOf(row.getString("state")),
                        row.getObject("revoked_on", LocalDate.class)))
                .optional();
    }

    private static Certificate read(ResultSet row) throws SQLException {
        return new Certificate(
                row.getObject("id", UUID.class),
                row.getString("participant"),
                row.getString("number"),
                row.getString("code"),
                TrainingSessionStore.modules(row),
                Timestamps.moment(row, "issued_at"),
                row.getObject("valid_until", LocalDate.class).minusDays(1),
                row.getObject("suspended_at") != null,
                Timestamps.instant(row, "revoked_at"),
                why(row.getString("revoked_why")),
                row.getInt("version"));
    }

    private static Certificate.@Nullable Why why(@Nullable String code) {
        return code == null ? null : Certificate.Why.valueOf(code);
    }
}
