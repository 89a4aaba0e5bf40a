package org.akoma.programme.fieldwork;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.decisions.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on the links of study codes. The database says who may ask, agree and read. */
@Repository
class StudyLinkStore {

    private final JdbcClient jdbc;

    StudyLinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StudyLink> of(UUID mission) {
        return jdbc.sql("select * from evaluation.links_of(:mission)")
                .param("mission", mission)
                .query((row, n) -> {
                    OffsetDateTime asked = row.getObject("asked_at", OffsetDateTime.class);
                    String state = row.getString("state");
                    return new StudyLink(
                            row.getObject("interview", UUID.class),
                            row.getString("study"),
                            row.getObject("held_on", LocalDate.class),
                            row.getBoolean("harm"),
                            row.getObject("link", UUID.class),
                            asked == null ? null : asked.toInstant(),
                            state == null ? null : Decision.State.valueOf(state),
                            row.getBoolean("staff"),
                            codes(row, "taken_on"),
                            codes(row, "named"),
                            codes(row, "callable"),
                            codes(row, "declined"),
                            row.getBoolean("safe"),
                            left(row));
                })
                .list();
    }

    private static StudyLink.@Nullable Left left(ResultSet row) throws SQLException {
        String who = row.getString("left_by");
        return who == null ? null : new StudyLink.Left(who, LeaveSafety.Why.valueOf(row.getString("left_why")));
    }

    Optional<StudyLink.Of> mission(String code) {
        return jdbc.sql("select * from evaluation.mission_of_links(:code)")
                .param("code", code)
                .query((row, n) -> new StudyLink.Of(row.getObject("id", UUID.class), row.getString("code")))
                .optional();
    }

    private static List<String> codes(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    boolean noteSafety(UUID interview, String person) {
        return jdbc.sql("select evaluation.note_safety(:interview, :person)")
                .param("interview", interview)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    boolean saySafety(UUID interview, boolean takes) {
        return jdbc.sql("select evaluation.say_safety(:interview, :takes)")
                .param("interview", interview)
                .param("takes", takes)
                .query(Boolean.class)
                .single();
    }

    boolean leaveSafety(UUID interview, LeaveSafety.Why why) {
        return jdbc.sql("select evaluation.leave_safety(:interview, :why)")
                .param("interview", interview)
                .param("why", why.name())
                .query(Boolean.class)
                .single();
    }

    /** What the actor is asked to take on, and what they took on. */
    List<StudyLink.Safety> safeties() {
        return jdbc.sql("select * from evaluation.safety_asked_of_me()")
                .query((row, n) -> {
                    OffsetDateTime taken = row.getObject("taken_at", OffsetDateTime.class);
                    return new StudyLink.Safety(
                            row.getString("mission"),
                            row.getObject("interview", UUID.class),
                            row.getString("study"),
                            row.getObject("since", OffsetDateTime.class).toInstant(),
                            taken == null ? null : taken.toInstant(),
                            row.getBoolean("declined"));
                })
                .list();
    }

    /** As tasks of who keeps the interview. */
    List<StudyLink.Unsafe> unsafe() {
        return jdbc.sql("select * from evaluation.unsafe_of_me()")
                .query((row, n) -> new StudyLink.Unsafe(
                        row.getString("mission"),
                        row.getObject("interview", UUID.class),
                        row.getString("study"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getBoolean("nobody")))
                .list();
    }

    Optional<StudyLink.Child> childOf(UUID interview) {
        return jdbc.sql("select * from evaluation.child_of_mine(:interview)")
                .param("interview", interview)
                .query((row, n) -> new StudyLink.Child(
                        row.getString("code"),
                        row.getString("sex"),
                        row.getObject("age", Integer.class),
                        row.getString("country"),
                        row.getString("care"),
                        row.getString("structure")))
                .optional();
    }

    boolean confirmSafety(UUID interview) {
        return jdbc.sql("select evaluation.confirm_safety(:interview)")
                .param("interview", interview)
                .query(Boolean.class)
                .single();
    }

    boolean ask(UUID interview, UUID link) {
        return jdbc.sql("select evaluation.ask_link(:id, :interview)")
                .param("id", link)
                .param("interview", interview)
                .query(Boolean.class)
                .single();
    }

    Optional<StudyLink.Asked> asked(UUID link) {
        return jdbc.sql("select * from evaluation.asked_link(:link)")
                .param("link", link)
                .query((row, n) -> new StudyLink.Asked(
                        row.getString("mission"),
                        row.getString("study"),
                        row.getObject("held_on", LocalDate.class),
                        row.getBoolean("harm"),
                        row.getBoolean("staff")))
                .optional();
    }

    Optional<StudyLink.Opened> opened(UUID link) {
        return jdbc.sql("select * from evaluation.opened_link(:link)")
                .param("link", link)
                .query((row, n) -> new StudyLink.Opened(
                        row.getString("mission"),
                        row.getString("study"),
                        row.getObject("file_id", UUID.class),
                        row.getString("code"),
                        row.getObject("until", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
