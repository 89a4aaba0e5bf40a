package org.akoma.programme.samples;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on samples. The database draws, gives study codes and says of a file what its readers may know; no statement here reads a file. */
@Repository
class SampleStore {

    private static final String SELECT = """
            select s.*, m.code as mission, evaluation.state_of_sample(s.id) as state, evaluation.sample_waiting(s.id) as waits,
                   r.version as reading, r.readers, r.interviewers, r.training, r.first_day, r.last_day, r.reads_until, r.may_replace
              from evaluation.sample s join evaluation.mission m on m.id = s.mission_id
              join evaluation.sample_reading r on r.sample_id = s.id
            """;

    /** As it was last asked for. */
    private static final String NEWEST = " and r.version = s.version";

    private final JdbcClient jdbc;

    SampleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(UUID mission, ProposeSample asked) {
        jdbc.sql("select evaluation.begin_sample(:id, :mission, :way, :size, :interviewers::text[], :training)")
                .param("id", asked.id())
                .param("mission", mission)
                .param("way", asked.way().name())
                .param("size", asked.size())
                .param("interviewers", asked.hearing().interviewers().toArray(String[]::new))
                .param("training", asked.hearing().training())
                .query((row, n) -> n)
                .list();
    }

    /** Answers the version that a second person is asked about. */
    int renew(UUID sample, Interviewers hearing) {
        return jdbc.sql("select evaluation.renew_sample(:sample, :interviewers::text[], :training)")
                .param("sample", sample)
                .param("interviewers", hearing.interviewers().toArray(String[]::new))
                .param("training", hearing.training())
                .query(Integer.class)
                .single();
    }

    /** As it was asked for by this version. */
    Optional<Sample> find(UUID id, int version) {
        return jdbc.sql(SELECT + " where s.id = :id and r.version = :version")
                .param("id", id)
                .param("version", version)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Sample> find(UUID id) {
        return jdbc.sql(SELECT + " where s.id = :id" + NEWEST)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The last draw first. */
    List<Sample> ofMission(UUID mission) {
        return jdbc.sql(SELECT + " where s.mission_id = :mission" + NEWEST + " order by s.number desc")
                .param("mission", mission)
                .query((row, n) -> read(row))
                .list();
    }

    List<Sample.Group> groups(UUID sample) {
        return jdbc.sql(
                        "select * from evaluation.groups_of(:sample) order by sex nulls last, age_group collate \"C\", pathway")
                .param("sample", sample)
                .query((row, n) -> new Sample.Group(
                        row.getString("sex"),
                        row.getString("age_group"),
                        row.getString("pathway"),
                        row.getInt("files"),
                        row.getInt("drawn")))
                .list();
    }

    List<Sample.StudyFile> files(UUID mission) {
        return jdbc.sql("select * from evaluation.study_files(:mission)")
                .param("mission", mission)
                .query((row, n) -> new Sample.StudyFile(
                        row.getString("study"),
                        row.getString("sex"),
                        row.getString("age_group"),
                        row.getString("pathway"),
                        row.getString("country"),
                        row.getString("care"),
                        YearMonth.from(row.getObject("since", LocalDate.class)),
                        row.getBoolean("closed")))
                .list();
    }

    List<Sample.StudyEvent> events(UUID mission, String study) {
        return jdbc.sql("select * from evaluation.study_events(:study, :mission)")
                .param("study", study)
                .param("mission", mission)
                .query((row, n) -> new Sample.StudyEvent(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        Sample.Part.valueOf(row.getString("part")),
                        row.getString("kind"),
                        row.getString("outcome"),
                        row.getString("structure"),
                        factors(row)))
                .list();
    }

    private static Sample.@Nullable Factors factors(ResultSet row) throws SQLException {
        return row.getObject("very_bad") == null
                ? null
                : new Sample.Factors(
                        row.getInt("very_bad"), row.getInt("bad"), row.getInt("better"), row.getInt("worse"));
    }

    /** Answers the study code of the file that comes instead. */
    String replace(UUID mission, String study, Sample.Why why) {
        return jdbc.sql("select evaluation.replace_study(:study, :mission, :why)")
                .param("study", study)
                .param("mission", mission)
                .param("why", why.name())
                .query(String.class)
                .single();
    }

    List<Sample.Replaced> replaced(UUID mission) {
        return jdbc.sql("select * from evaluation.replaced_studies(:mission)")
                .param("mission", mission)
                .query((row, n) -> new Sample.Replaced(
                        row.getString("study"),
                        Sample.Why.valueOf(row.getString("why")),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("account")))
                .list();
    }

    private static Sample read(ResultSet row) throws SQLException {
        return new Sample(
                row.getObject("id", UUID.class),
                row.getString("mission"),
                row.getInt("number"),
                row.getString("seed"),
                Sample.Way.valueOf(row.getString("way")),
                row.getInt("size"),
                new Sample.Reading(
                        row.getInt("reading"),
                        accounts(row, "readers"),
                        accounts(row, "interviewers"),
                        row.getString("training"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getObject("reads_until", LocalDate.class),
                        row.getInt("may_replace")),
                row.getInt("eligible"),
                row.getInt("drawn"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                Sample.State.valueOf(row.getString("state")),
                row.getBoolean("waits"));
    }

    private static List<String> accounts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
