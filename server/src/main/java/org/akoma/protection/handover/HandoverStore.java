package org.akoma.protection.handover;

import static org.akoma.Timestamps.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.decisions.Decisions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All SQL on the schema handover: rows are read, and written by its functions alone. */
@Repository
class HandoverStore {

    private static final String SELECT = """
            select p.id, p.file_id, p.proposed_by, p.proposed_at, p.sent_at, p.state, p.ended_at, p.answer_how, p.answered_by, p.confirmed_by, p.receipt,
                   p.overlap_until, p.hands_at, p.joint_visit_on, p.version, s.consent, s.checklist, s.lacks, o.code as receiver, w.code as worker,
                   case when p.state = 'BLOCKED' then p.minimum and handover.minimum_stands(p.id) else p.minimum end as minimum_now
              from handover.proposal p join access.organisation o on o.id = p.receiver_id cross join lateral handover.shown(p.id) s
              left join access.person w on w.id = p.worker_id
            """;

    private final JdbcClient jdbc;

    HandoverStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Handover> of(UUID file) {
        return jdbc.sql(SELECT + " where p.file_id = :file order by p.proposed_at desc, p.id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Handover> find(UUID id) {
        return jdbc.sql(SELECT + " where p.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Whether the way of the file to an authority is the actor's to read: not a school's, a shelter's, a provider's or an evaluator's. */
    boolean mayRead(UUID file) {
        return jdbc.sql("select handover.may_read(:file)")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** As the records are now, of the sections that the actor holds; empty for who does not work on the file. */
    List<Handover.Item> checklist(UUID file) {
        return jdbc.sql("select item, met, fact from handover.checklist(:file)")
                .param("file", file)
                .query((row, n) ->
                        new Handover.Item(Handover.Part.valueOf(row.getString(1)), row.getBoolean(2), row.getString(3)))
                .list();
    }

    List<Handover.Responsible> responsible(UUID file) {
        return jdbc.sql("""
                        select r.since, o.code, r.by_mandate from handover.responsible r join access.organisation o on o.id = r.organisation_id
                         where r.file_id = :file order by r.since desc
                        """)
                .param("file", file)
                .query((row, n) -> new Handover.Responsible(
                        row.getObject(1, OffsetDateTime.class).toInstant(), row.getString(2), row.getBoolean(3)))
                .list();
    }

    /** Code of the structure that answers for the child on a day; null = none is known yet. */
    @Nullable
    String responsibleOn(UUID file, LocalDate day) {
        return jdbc.sql("select code from access.organisation where id = handover.responsible_on(:file, :day)")
                .param("file", file)
                .param("day", day)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    List<Handover.Checkup> checkups(UUID proposal) {
        return jdbc.sql("select * from handover.checkup where proposal_id = :id order by days")
                .param("id", proposal)
                .query((row, n) -> new Handover.Checkup(
                        row.getInt("days"),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("done_on", LocalDate.class),
                        row.getObject("first_visit", Boolean.class),
                        row.getObject("in_place", Boolean.class),
                        row.getObject("goes_on", Boolean.class),
                        row.getObject("good_on", LocalDate.class)))
                .list();
    }

    /** Who has the custody of the child today; empty for who does not read of the family. */
    List<Handover.Custody> custody(UUID file, LocalDate today) {
        return jdbc.sql("""
                        select g.kind, g.appointed_on from cases.guardian g
                         where g.file_id = :file and not g.waits and g.appointed_on <= :today and (g.ended_on is null or g.ended_on > :today) order by g.appointed_on
                        """)
                .param("file", file)
                .param("today", today)
                .query((row, n) -> new Handover.Custody(row.getString(1), row.getObject(2, LocalDate.class)))
                .list();
    }

    /** Whether consent to it is still there, or two people decided that the minimum leaves without. */
    boolean isConsented(UUID id) {
        return jdbc.sql("select handover.is_consented(:id)")
                .param("id", id)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    Set<UUID> receivers(UUID file) {
        return Set.copyOf(jdbc.sql("select handover.receivers(:file)")
                .param("file", file)
                .query(UUID.class)
                .list());
    }

    boolean hasPeople(String structure) {
        return jdbc.sql("select handover.has_people(o.id) from access.organisation o where o.code = :code")
                .param("code", structure)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** @param kept the words for the authority, sealed under the file's key: kept where nothing may leave */
    HandoverWord propose(UUID id, UUID file, UUID receiver, Decisions.SealedWords words, byte[] kept) {
        return word(jdbc.sql("select handover.propose(:id, :file, :receiver, :why::bytea, :proposal::bytea, :kept)")
                .param("kept", kept)
                .param("id", id)
                .param("file", file)
                .param("receiver", receiver)
                .param("why", words.why())
                .param("proposal", words.fields()));
    }

    /** What was written for the authority while nothing may leave; null = nothing, or not for the reader. */
    byte @Nullable [] wordsKept(UUID id) {
        return jdbc.sql("select handover.words_kept(:id)")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .orElse(null);
    }

    HandoverWord send(UUID id, Decisions.SealedWords words) {
        return word(jdbc.sql("select handover.send(:id, :why::bytea, :proposal::bytea)")
                .param("id", id)
                .param("why", words.why())
                .param("proposal", words.fields()));
    }

    HandoverWord takeBack(UUID id) {
        return word(jdbc.sql("select handover.take_back(:id)").param("id", id));
    }

    /** Code of the newest answer about a transfer; null = nobody was asked, or the actor does not see the answers. */
    @Nullable
    String newestConsent(UUID file) {
        return jdbc.sql("""
                        select c.status from cases.consent c where c.file_id = :file and c.purpose = 'TRANSFER_TO_AUTHORITY'
                         order by c.recorded_at desc, c.id desc limit 1
                        """).param("file", file).query(String.class).optional().orElse(null);
    }

    /** Whether the list that the authority read got worse; it is written anew, to be read before the answer. */
    boolean refresh(UUID id) {
        return jdbc.sql("select handover.refresh(:id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** The last day on which the authority answers in time. */
    LocalDate lastDay(UUID id) {
        return jdbc.sql("""
                        select ((cases.decision_due('HANDOVER', p.id, p.sent_at) - interval '1 second') at time zone 'UTC')::date from handover.proposal p where p.id = :id
                        """).param("id", id).query(LocalDate.class).single();
    }

    /** Whether somebody at the authority that answers can take the work on the file over. */
    boolean isTransferable(UUID file) {
        return jdbc.sql("select exists (select cases.receivers(:file))")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** Whether the child has answered nothing else since the minimum was asked for. */
    boolean minimumStands(UUID id) {
        return jdbc.sql("select handover.minimum_stands(:id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    HandoverWord widen(UUID id) {
        return word(jdbc.sql("select handover.widen(:id)").param("id", id));
    }

    HandoverWord nameWorker(UUID id, UUID worker) {
        return word(jdbc.sql("select handover.name_worker(:id, :worker)")
                .param("id", id)
                .param("worker", worker));
    }

    HandoverWord visitedTogether(UUID id, LocalDate day) {
        return word(jdbc.sql("select handover.visited_together(:id, :day)")
                .param("id", id)
                .param("day", day));
    }

    HandoverWord checkUp(UUID id, int days, ProposeHandover.CheckUp said) {
        return word(jdbc.sql("select handover.check_up(:id, :days, :first, :place, :on)")
                .param("id", id)
                .param("days", days)
                .param("first", said.firstVisit())
                .param("place", said.inPlace())
                .param("on", said.goesOn()));
    }

    /** By who returned it, in the same transaction. */
    void sayLacks(UUID id, List<Handover.Part> lacks) {
        jdbc.sql("select handover.say_lacks(:id, :lacks::text[])")
                .param("id", id)
                .param("lacks", lacks.stream().map(Enum::name).toArray(String[]::new))
                .query((row, n) -> true)
                .list();
    }

    private static HandoverWord word(JdbcClient.StatementSpec asked) {
        return HandoverWord.valueOf(asked.query(String.class).single());
    }

    /** Counts of a day by kind and code, on the login that reads counts alone. */
    Map<String, Map<String, Long>> summary(LocalDate day) {
        Map<String, Map<String, Long>> found = new TreeMap<>();
        jdbc.sql("select kind, label, files from handover.report_summary(:day)")
                .param("day", day)
                .query(row -> {
                    found.computeIfAbsent(row.getString(1), kind -> new TreeMap<>())
                            .put(row.getString(2), row.getLong(3));
                });
        return found;
    }

    /** A file whose responsible structure ended, and its successor. */
    record Followed(String code, String was, String became) {}

    /** On the login of the house. */
    List<Followed> followMandates(Instant now) {
        return jdbc.sql("select code, was, became from handover.follow_mandates(:now)")
                .param("now", now.atOffset(java.time.ZoneOffset.UTC))
                .query((row, n) -> new Followed(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** A file whose overlap ended, or goes on for a week because of a danger: PROLONGED, PASSED_ON or ENDED_HERE. */
    record OverlapEnd(String code, String became, String how) {}

    /** On the login of the house. */
    List<OverlapEnd> endOverlaps(Instant now) {
        return jdbc.sql("select code, became, how from handover.end_overlaps(:now)")
                .param("now", now.atOffset(java.time.ZoneOffset.UTC))
                .query((row, n) -> new OverlapEnd(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** Codes of the files that no authority answered for in time; on the login of the house. */
    List<String> escalate(Instant now) {
        return jdbc.sql("select * from handover.escalate(:now)")
                .param("now", now.atOffset(java.time.ZoneOffset.UTC))
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Codes of the files for which a successor named nobody in time; on the login of the house. */
    List<String> callForFollowers(Instant now) {
        return jdbc.sql("select * from handover.call_for_followers(:now)")
                .param("now", now.atOffset(java.time.ZoneOffset.UTC))
                .query((row, n) -> row.getString(1))
                .list();
    }

    private static Handover read(ResultSet row) throws SQLException {
        return new Handover(
                row.getObject("id", UUID.class),
                row.getObject("file_id", UUID.class),
                row.getString("receiver"),
                row.getObject("proposed_by", UUID.class),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                consent(row.getString("consent")),
                items(row.getString("checklist")),
                row.getBoolean("minimum_now"),
                instant(row, "sent_at"),
                Handover.State.valueOf(row.getString("state")),
                answer(row),
                row.getObject("overlap_until", LocalDate.class),
                instant(row, "hands_at"),
                row.getString("worker"),
                row.getObject("joint_visit_on", LocalDate.class),
                row.getInt("version"));
    }

    private static Handover.@Nullable Consent consent(@Nullable String code) {
        return code == null ? null : Handover.Consent.valueOf(code);
    }

    private static Handover.@Nullable Answer answer(ResultSet row) throws SQLException {
        String how = row.getString("answer_how");
        if (how == null) return null;
        byte[] receipt = row.getBytes("receipt");
        return new Handover.Answer(
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                Handover.How.valueOf(how),
                row.getObject("answered_by", UUID.class),
                row.getObject("confirmed_by", UUID.class),
                Arrays.stream((String[]) row.getArray("lacks").getArray())
                        .map(Handover.Part::valueOf)
                        .toList(),
                receipt == null ? null : HexFormat.of().formatHex(receipt));
    }

    private static List<Handover.Item> items(String json) {
        JsonNode all = JsonMapper.shared().readTree(json);
        return Stream.of(Handover.Part.values())
                .filter(part -> all.has(part.name()))
                .map(part -> new Handover.Item(
                        part,
                        all.path(part.name()).path("met").asBoolean(),
                        all.path(part.name()).path("fact").isNull()
                                ? null
                                : all.path(part.name()).path("fact").asString()))
                .toList();
    }
}
