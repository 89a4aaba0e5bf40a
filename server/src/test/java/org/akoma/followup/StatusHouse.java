package org.akoma.followup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.access.Actor;
import org.akoma.cases.AssessChild;
import org.akoma.cases.Assessment;
import org.akoma.cases.Assessments;
import org.akoma.cases.CaseFile;
import org.akoma.cases.SomeChild;
import org.akoma.cases.WorkHouse;
import org.akoma.database.Compartment;
import org.akoma.database.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A structure with a worker and their supervisor, a child's file, and indexes of it, for the tests of this room. */
abstract class StatusHouse extends WorkHouse {

    @Autowired
    Assessments assessments;

    @Autowired
    StatusIndexes indexes;

    /** The tasks of this kind on this child, as its person's list has them. */
    List<JsonNode> tasks(Actor who, String kind, String code) {
        return api(who.username())
                .get("/api/v1/tasks?limit=500&kind=" + kind)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString("").equals(code))
                .toList();
    }

    String file(String country) {
        return opened(SomeChild.followedIn(country, "Baobab")).code();
    }

    void assessed(String code, CaseFile.Risk risk) {
        done(assessments.assess(
                worker,
                code,
                new AssessChild(
                        Ids.next(),
                        Assessment.Kind.INITIAL,
                        risk,
                        List.of(),
                        new Assessment.Words(null, null, null, "Menacé", "Ne sort pas seul", null, null))));
    }

    /** Everything good but for these. */
    static RecordCsi csi(Csi.Wave wave, LocalDate on, Map<CsiFactor, Integer> but) {
        Map<CsiFactor, Integer> levels = new EnumMap<>(CsiFactor.class);
        for (CsiFactor factor : CsiFactor.values()) levels.put(factor, but.getOrDefault(factor, Csi.GOOD));
        return new RecordCsi(
                Ids.next(), wave, on, List.of(Csi.Informant.CHILD), levels, Map.of(), new Csi.Words("Elle sourit"));
    }

    /** One number, asked in straight SQL on the login of care as this person. */
    static long count(Actor as, String query) {
        try (Connection connection = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(TestDatabase.entering(as.personId(), "2015-11-16T09:00:00Z"));
            try (ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
