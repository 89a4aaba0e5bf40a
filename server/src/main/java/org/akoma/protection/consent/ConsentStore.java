package org.akoma.protection.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.consent. */
@Repository
class ConsentStore {

    private static final String SEAL_CONTEXT = "cases.consent";

    /** What is sealed of a consent. */
    record SealedText(@Nullable String witness, @Nullable String words) {}

    private final JdbcClient jdbc;
    private final Vault vault;

    ConsentStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** An answer of a file's. */
    void insert(UUID file, Consent consent) {
        insert(List.of(new Consents.Answer(file, consent)));
    }

    void insert(List<Consents.Answer> answers) {
        List<Consent> all = answers.stream().map(Consents.Answer::consent).toList();
        jdbc.sql("""
                        insert into cases.consent (id, file_id, purpose, status, given_by, at, language, basis, explained, explained_by,
                               sealed, recorded_by, recorded_at)
                        select id, file, purpose, status, by, at, language, basis, string_to_array(explained, ','), explained_by, sealed, recorded_by, recorded_at
                          from unnest(:ids::uuid[], :files::uuid[], :purposes::text[], :statuses::text[], :bys::text[], :ats::timestamptz[],
                                      :languages::text[], :bases::text[], :explaineds::text[], :explainers::uuid[], :sealeds::bytea[],
                                      :recorders::uuid[], :recordedAts::timestamptz[])
                               as c (id, file, purpose, status, by, at, language, basis, explained, explained_by, sealed, recorded_by, recorded_at)
                        """)
                .param("ids", SqlArrays.ids(all, Consent::id))
                .param("files", SqlArrays.ids(answers, Consents.Answer::file))
                .param("purposes", SqlArrays.codes(all, Consent::purpose))
                .param("statuses", SqlArrays.codes(all, Consent::status))
                .param("bys", SqlArrays.codes(all, Consent::givenBy))
                .param("ats", SqlArrays.moments(all, Consent::at))
                .param("languages", SqlArrays.texts(all, Consent::language))
                .param("bases", SqlArrays.codes(all, Consent::basis))
                .param("explaineds", SqlArrays.texts(all, one -> String.join(",", one.explained())))
                .param("explainers", SqlArrays.ids(all, Consent::explainedBy))
                .param("sealeds", SqlArrays.bytes(answers, this::sealed))
                .param("recorders", SqlArrays.ids(all, Consent::recordedBy))
                .param("recordedAts", SqlArrays.moments(all, Consent::recordedAt))
                .update();
    }

    byte[] sealed(Consents.Answer answer) {
        Consent consent = answer.consent();
        return vault.seal(answer.file(), SEAL_CONTEXT, new SealedText(consent.witness(), consent.words()));
    }

    /** Every answer, newest first. */
    List<Consent> of(UUID file) {
        return jdbc.sql("select * from cases.consent where file_id = :file order by at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(file, row))
                .list();
    }

    /** A yes, the newest answer up to that moment, and the newest no within the time before it. */
    Optional<Consents.YesAfterNo> yesAfterNo(UUID file, Consent.Purpose purpose, Instant until, Duration recent) {
        return jdbc.sql("""
                        select y.at, upper(py.code), n.at, upper(pn.code)
                          from (select * from cases.consent c where c.file_id = :file and c.purpose = :purpose and c.at <= :until
                                 order by c.at desc, c.id desc limit 1) y
                          join lateral (select * from cases.consent c where c.file_id = :file and c.purpose = :purpose and c.status in ('REFUSED', 'WITHDRAWN')
                                           and (c.at, c.id) < (y.at, y.id) and c.at > y.at - make_interval(secs => :recent)
                                         order by c.at desc, c.id desc limit 1) n on true
                          left join access.person py on py.id = y.recorded_by left join access.person pn on pn.id = n.recorded_by
                         where y.status = 'GIVEN'
                        """)
                .param("file", file)
                .param("purpose", purpose.name())
                .param("until", Timestamps.utc(until))
                .param("recent", recent.toSeconds())
                .query((row, n) -> new Consents.YesAfterNo(
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        Objects.requireNonNullElse(row.getString(4), ""),
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        Objects.requireNonNullElse(row.getString(2), "")))
                .optional();
    }

    /** The current answer without its sealed part. */
    Optional<Consent.Status> current(UUID file, Consent.Purpose purpose) {
        return jdbc.sql("""
                        select status from cases.consent where file_id = :file and purpose = :purpose order by at desc, id desc limit 1
                        """)
                .param("file", file)
                .param("purpose", purpose.name())
                .query((row, n) -> Consent.Status.valueOf(row.getString(1)))
                .optional();
    }

    /** Whether nobody could be asked about sharing in the last 24 hours, in danger to life, and no no to it holds. */
    boolean nobodyToAsk(UUID file) {
        return jdbc.sql("select cases.is_nobody_to_ask(:file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** Who said the no that this answer would not lift: the database weighs it. Empty when none holds. */
    Optional<Consent.GivenBy> noAgainst(UUID file, RecordConsent answer) {
        return jdbc.sql("select cases.no_against(:id, :file, :purpose, :status, :by, :at)")
                .param("id", answer.id())
                .param("file", file)
                .param("purpose", answer.purpose().name())
                .param("status", answer.status().name())
                .param("by", answer.givenBy().name())
                .param("at", Timestamps.utc(answer.at()))
                .query((row, n) -> Optional.ofNullable(row.getString(1)).map(Consent.GivenBy::valueOf))
                .single();
    }

    /** The ids that the yeses which wait for a supervisor on this file will have, the newest last. */
    List<UUID> newYesesWaiting(UUID file) {
        return jdbc.sql("""
                        select subject from access.decision where file_id = :file and kind = 'NEW_YES' and state = 'WAITING' order by proposed_at, id
                        """)
                .param("file", file)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Whether this may be done: the newest answer is yes, and no no to it holds. */
    boolean isAgreedTo(UUID file, Consent.Purpose purpose) {
        return jdbc.sql("select cases.is_agreed_to(:file, :purpose)")
                .param("file", file)
                .param("purpose", purpose.name())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Whether an order of a court or an authority is attached to the file, for who holds the section. */
    boolean hasCourtOrder(UUID file) {
        return jdbc.sql("select cases.has_court_order(:file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** Whether a no to this holds, that no yes has lifted. */
    boolean isHeldNo(UUID file, Consent.Purpose purpose) {
        return jdbc.sql("select cases.is_held_no(:file, :purpose)")
                .param("file", file)
                .param("purpose", purpose.name())
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** When this was first asked about. */
    Optional<Instant> first(UUID file, Consent.Purpose purpose) {
        return jdbc.sql("select at from cases.consent where file_id = :file and purpose = :purpose order by at limit 1")
                .param("file", file)
                .param("purpose", purpose.name())
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    private Consent read(UUID file, ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        SealedText words =
                sealed == null ? new SealedText(null, null) : vault.read(file, SEAL_CONTEXT, sealed, SealedText.class);
        String basis = row.getString("basis");
        return new Consent(
                row.getObject("id", UUID.class),
                Consent.Purpose.valueOf(row.getString("purpose")),
                Consent.Status.valueOf(row.getString("status")),
                Consent.GivenBy.valueOf(row.getString("given_by")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("language"),
                basis == null ? null : Consent.Basis.valueOf(basis),
                List.of((String[]) row.getArray("explained").getArray()),
                row.getObject("explained_by", UUID.class),
                words.witness(),
                words.words(),
                row.getObject("recorded_by", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
