package org.akoma.programme.publication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.programme.publication.Story.Text;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on stories. Which child one is about is written, and never read by this room. */
@Repository
class StoryStore {

    private static final String SELECT = """
            select s.*, p.code as writer, s.id in (select publication.shown_now()) as shown,
                   exists (select from publication.story_look l where l.story_id = s.id and l.person_id = access.actor()) as looked
              from publication.story s join access.person p on p.id = s.written_by
            """;

    private final JdbcClient jdbc;

    StoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The yes to press and communication that holds, with its file. */
    record Yes(UUID file, UUID consent) {}

    Optional<Yes> yes(String code) {
        return jdbc.sql("select file_id, consent_id from publication.media_yes(:code)")
                .param("code", code)
                .query((row, n) -> new Yes(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional();
    }

    /** Codes of the files that have one, of those with which the actor works. */
    List<String> children() {
        return jdbc.sql("select publication.media_children()")
                .query((row, n) -> row.getString(1))
                .list();
    }

    boolean namesTheChild(UUID file, List<Long> tokens) {
        return jdbc.sql("select publication.names_child(:file, :tokens)")
                .param("file", file)
                .param("tokens", tokens.toArray(Long[]::new))
                .query(Boolean.class)
                .single();
    }

    void insert(WriteStory story, Yes yes) {
        jdbc.sql("""
                        insert into publication.story (id, title_fr, text_fr, title_en, text_en, odd_words)
                        values (:id, :titleFr, :textFr, :titleEn, :textEn, :odd)
                        """)
                .param("id", story.id())
                .param("titleFr", story.titleFr())
                .param("textFr", story.textFr())
                .param("titleEn", story.titleEn())
                .param("textEn", story.textEn())
                .param("odd", story.oddWords().toArray(String[]::new))
                .update();
        jdbc.sql("insert into publication.story_child (story_id, file_id, consent_id) values (:id, :file, :consent)")
                .param("id", story.id())
                .param("file", yes.file())
                .param("consent", yes.consent())
                .update();
    }

    Optional<Story> find(UUID id) {
        return jdbc.sql(SELECT + " where s.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Story> find(String code) {
        return jdbc.sql(SELECT + " where s.code = :code")
                .param("code", code)
                .query((row, n) -> read(row))
                .optional();
    }

    List<Story> all(int most) {
        return jdbc.sql(SELECT + " order by s.written_at desc, s.id desc limit :most")
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    void look(UUID id) {
        jdbc.sql("insert into publication.story_look (story_id) values (:id) on conflict do nothing")
                .param("id", id)
                .update();
    }

    void agreeForCare(UUID id) {
        update(id, "care_at = access.moment(), care_by = access.actor()");
    }

    void agreeForData(UUID id) {
        update(id, "data_at = access.moment(), data_by = access.actor()");
    }

    void end(UUID id) {
        update(id, "ended_at = access.moment()");
    }

    void unpublish(UUID id) {
        update(id, "unpublished_at = access.moment(), unpublished_by = access.actor(), version = version + 1");
    }

    private void update(UUID id, String columns) {
        jdbc.sql("update publication.story set " + columns + " where id = :id")
                .param("id", id)
                .update();
    }

    /** For everybody: on the publication login. */
    List<Story.Published> published() {
        return jdbc.sql("select title_fr, text_fr, title_en, text_en, published_on from publication.report_stories()")
                .query((row, n) -> new Story.Published(
                        new Text(row.getString(1), row.getString(2)),
                        new Text(row.getString(3), row.getString(4)),
                        row.getObject(5, LocalDate.class)))
                .list();
    }

    private static Story read(ResultSet row) throws SQLException {
        return new Story(
                row.getObject("id", UUID.class),
                row.getString("code"),
                new Text(row.getString("title_fr"), row.getString("text_fr")),
                new Text(row.getString("title_en"), row.getString("text_en")),
                List.of((String[]) row.getArray("odd_words").getArray()),
                row.getBoolean("looked"),
                row.getString("writer"),
                Timestamps.moment(row, "written_at"),
                Timestamps.instant(row, "care_at"),
                Timestamps.instant(row, "data_at"),
                Timestamps.instant(row, "ended_at"),
                Timestamps.instant(row, "unpublished_at"),
                row.getBoolean("shown"),
                row.getInt("version"));
    }
}
