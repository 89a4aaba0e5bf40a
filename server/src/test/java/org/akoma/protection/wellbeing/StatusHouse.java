package org.akoma.protection.wellbeing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A structure with a worker and their supervisor, a child's file, and indexes of it, for the tests of this room. */
public abstract class StatusHouse extends WorkHouse {

    @Autowired
    public Assessments assessments;

    @Autowired
    public StatusIndexes indexes;

    /** The tasks of this kind on this child, as its person's list has them. */
    public List<JsonNode> tasks(Actor who, String kind, String code) {
        return api(who.username())
                .get("/api/v1/tasks?limit=500&kind=" + kind)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString("").equals(code))
                .toList();
    }

    public String file(String country) {
        return opened(SomeChild.followedIn(country, "Baobab")).code();
    }

    public void assessed(String code, CaseFile.Risk risk) {
        done(assessments.assess(
                worker,
                code,
                new AssessChild(
                        Ids.next(),
                        Assessment.Kind.INITIAL,
                        risk,
                        List.of(),
                        new Assessment.SealedText(null, null, null, "Menacé", "Ne sort pas seul", null, null))));
    }

    /** Everything good but for these. */
    public static RecordCsi csi(Csi.Wave wave, LocalDate on, Map<CsiFactor, Integer> but) {
        Map<CsiFactor, Integer> levels = new EnumMap<>(CsiFactor.class);
        for (CsiFactor factor : CsiFactor.values()) levels.put(factor, but.getOrDefault(factor, Csi.GOOD));
        return new RecordCsi(
                Ids.next(),
                wave,
                on,
                List.of(Csi.Informant.CHILD),
                levels,
                Map.of(),
                new Csi.SealedText("Elle sourit", "La tante l’accompagne au centre de santé"));
    }

    /** One number, asked in straight SQL on the login of care as this person. */
    public static long count(Actor as, String query) {
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
