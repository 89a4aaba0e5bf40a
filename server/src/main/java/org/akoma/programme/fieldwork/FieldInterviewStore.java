package org.akoma.programme.fieldwork;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.akoma.programme.fieldwork.FieldInterview.Approach;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on interviews. Answers are sealed under the key of the care side, bound to their interview. */
@Repository
class FieldInterviewStore {

    private static final String ANSWERS = "evaluation.interview/";

    /** Where an alert and what is added to it are sealed by who holds no key of the file: followup.alert reads them there. */
    private static final String ALERT = "followup.alert/";

    private static final String ACTION = "followup.alert_action/";

    private static final String SELECT = """
            select i.*, m.code as mission, coalesce(t.account, '') as interviewer, i.interviewer_id = access.actor() as own,
                   evaluation.accused_in(i.id) as accused
              from evaluation.interview i join evaluation.mission m on m.id = i.mission_id
              left join lateral (select x.account from evaluation.team x where x.mission_id = i.mission_id and x.person_id = i.interviewer_id limit 1) t on true
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    FieldInterviewStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    List<FieldInterview> ofMission(UUID mission) {
        return jdbc.sql(SELECT + " where i.mission_id = :mission order by i.number")
                .param("mission", mission)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<FieldInterview> find(UUID id) {
        return jdbc.sql(SELECT + " where i.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Why this child may not be interviewed now; null = it may. */
    @Nullable
    String refusal(UUID mission, String study, Guide.Code guide) {
        return jdbc.sql("select evaluation.child_refusal(:study, :mission, :guide)")
                .param("study", study)
                .param("mission", mission)
                .param("guide", guide.name())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    void insert(UUID mission, BeginInterview begun, Guide guide) {
        boolean child = guide.code().ofChild();
        FieldInterview.Support support = begun.support();
        jdbc.sql("""
                        insert into evaluation.interview (id, mission_id, guide, guide_version, study, place, support, assent, told_stop, recording)
                        values (:id, :mission, :guide, :version, :study, :place, :support, :assent, :told, :recording)
                        """)
                .param("id", begun.id())
                .param("mission", mission)
                .param("guide", guide.code().name())
                .param("version", guide.version())
                .param("study", begun.study())
                .param("place", begun.place().name())
                .param("support", child && support != null ? support.name() : null)
                .param("assent", child ? begun.assent() : null)
                .param("told", child ? begun.toldStop() : null)
                .param("recording", begun.recording())
                .update();
    }

    /** False when another version is current. */
    /** @param minutes that an interview with a child lasted that has ended */
    boolean write(
            FieldInterview one, Map<String, String> answers, boolean ended, @Nullable Integer minutes, int version) {
        return jdbc.sql("""
                        update evaluation.interview set answers = :answers, answered = :answered,
                               ended_at = case when :ended then access.moment() end, minutes = :minutes, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param("id", one.id())
                        .param("answers", vault.sealForHouse(Compartment.PROTECTION, ANSWERS + one.id(), answers))
                        .param("answered", answers.keySet().toArray(String[]::new))
                        .param("ended", ended)
                        .param("minutes", minutes, Types.INTEGER)
                        .param("version", version)
                        .update()
                == 1;
    }

    /** Whether one of these tokens is of a name of the child of this interview. */
    boolean namesTheChild(UUID interview, List<Long> tokens) {
        return jdbc.sql("select evaluation.names_child(:interview, :tokens)")
                .param("interview", interview)
                .param("tokens", tokens.toArray(Long[]::new))
                .query(Boolean.class)
                .single();
    }

    /**
     * What was deleted because its time is over.
     *
     * @param act of the journal
     * @param code of the mission or the workshop
     */
    record Forgotten(String act, String code, long number) {}

    List<Forgotten> forget(Instant now) {
        return jdbc.sql("select * from evaluation.forget(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        new Forgotten(row.getString("what"), row.getString("code"), row.getLong("forgotten")))
                .list();
    }

    /** @param words as an alert keeps them */
    void stop(FieldInterview one, FieldInterview.Distress why, UUID alert, Heard words) {
        jdbc.sql("select evaluation.stop_interview(:id, :why, :alert, :asAlert, :asAction)")
                .param("id", one.id())
                .param("why", why.name())
                .param("alert", alert)
                .param("asAlert", vault.sealForHouse(Compartment.PROTECTION, ALERT + alert, words))
                .param("asAction", vault.sealForHouse(Compartment.PROTECTION, ACTION + alert, words.action()))
                .query((row, n) -> n)
                .list();
    }

    void report(FieldInterview one, ReportHarm told, Heard words) {
        jdbc.sql("select evaluation.report_harm(:id, :kind, :alert, :asAlert, :asAction, :accused)")
                .param("id", one.id())
                .param("kind", told.kind().name())
                .param("accused", Boolean.TRUE.equals(told.byStaff()) ? told.structure() : null)
                .param("alert", told.id())
                .param("asAlert", vault.sealForHouse(Compartment.PROTECTION, ALERT + told.id(), words))
                .param("asAction", vault.sealForHouse(Compartment.PROTECTION, ACTION + told.id(), words.action()))
                .query((row, n) -> n)
                .list();
    }

    /** The words of an alert in the form in which followup.alert keeps them. */
    record Heard(String what, @Nullable String where) {
        record Action(String text) {}

        Action action() {
            return new Action(what);
        }
    }

    boolean ask(UUID mission, String study) {
        return jdbc.sql("select evaluation.ask_for_child(:study, :mission)")
                .param("study", study)
                .param("mission", mission)
                .query(Boolean.class)
                .single();
    }

    /** By study code. */
    Map<String, Approach> approached(UUID mission) {
        Map<String, Approach> all = new LinkedHashMap<>();
        jdbc.sql("select * from evaluation.approached(:mission) order by study")
                .param("mission", mission)
                .query(row -> {
                    all.put(row.getString("study"), Approach.valueOf(row.getString("answer")));
                });
        return all;
    }

    /** A child of the actor's for whom a mission asks. */
    record Wanted(String code, String mission, Instant askedAt) {}

    List<Wanted> wantedOfMe() {
        return jdbc.sql("select * from evaluation.asked_of_me()")
                .query((row, n) -> new Wanted(
                        row.getString("code"),
                        row.getString("mission"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Only guides that were used; empty for who has no report made of the mission. */
    List<FieldFigures.OfGuide> counts(UUID mission) {
        return jdbc.sql("select * from evaluation.interview_counts(:mission)")
                .param("mission", mission)
                .query((row, n) -> new FieldFigures.OfGuide(
                        row.getString("guide"),
                        row.getObject("held", Integer.class),
                        row.getObject("answers", Integer.class),
                        row.getObject("stopped", Integer.class)))
                .list();
    }

    Optional<FieldFigures.Asked> asked(UUID mission) {
        return jdbc.sql("select * from evaluation.approach_counts(:mission)")
                .param("mission", mission)
                .query((row, n) -> new FieldFigures.Asked(
                        row.getObject("asked", Integer.class),
                        row.getObject("agreed", Integer.class),
                        row.getObject("declined", Integer.class),
                        row.getObject("unanswered", Integer.class)))
                .optional();
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> answers(UUID id, byte @Nullable [] sealed) {
        return sealed == null ? Map.of() : vault.readOfHouse(Compartment.PROTECTION, ANSWERS + id, sealed, Map.class);
    }

    private FieldInterview read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String support = row.getString("support");
        String reason = row.getString("stop_reason");
        return new FieldInterview(
                id,
                row.getObject("mission_id", UUID.class),
                row.getString("mission"),
                "IV-%02d".formatted(row.getInt("number")),
                Guides.of(Guide.Code.valueOf(row.getString("guide")), row.getInt("guide_version")),
                row.getString("study"),
                FieldInterview.Place.valueOf(row.getString("place")),
                support == null ? null : FieldInterview.Support.valueOf(support),
                row.getBoolean("recording"),
                row.getString("interviewer"),
                row.getObject("held_at", OffsetDateTime.class).toInstant(),
                answers(id, row.getBytes("answers")),
                moment(row, "ended_at"),
                row.getObject("minutes", Integer.class),
                moment(row, "stopped_at"),
                reason == null ? null : FieldInterview.Distress.valueOf(reason),
                moment(row, "alerted_at"),
                Arrays.asList((String[]) row.getArray("answered").getArray()),
                moment(row, "words_deleted_at"),
                row.getBoolean("own"),
                Arrays.asList((String[]) row.getArray("accused").getArray()),
                row.getInt("version"));
    }
}
