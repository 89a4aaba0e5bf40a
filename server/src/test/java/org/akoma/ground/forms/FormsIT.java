package org.akoma.ground.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The forms as data, and as the API describes them. */
class FormsIT extends HouseIT {

    @Test
    void aFormIsServedWithAllThatAnAppAsks() {
        Caller program = api(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        assertThat(program.get("/api/v1/forms").json().path("items").findValuesAsString("form"))
                .contains("cases.trace-family", "followup.record-visit", "referrals.answer");
        Answer form = program.get("/api/v1/forms/followup.record-visit");
        assertThat(form.header("ETag"))
                .hasValue("\"" + form.json().path("version").asString() + "\"");
        JsonNode notAlone = named(form.json().path("fields"), "notAlone");
        assertThat(notAlone.path("when").toString()).isEqualTo("{\"field\":\"seenAlone\",\"is\":\"false\"}");
        assertThat(notAlone.path("requiredWhenAsked").asBoolean()).isTrue();
        assertThat(named(form.json().path("fields"), "safety").path("merge").asString())
                .isEqualTo("SAFEST");
        assertThat(notAlone.path("codes").toString()).contains("CHILD_DECLINED").doesNotContain("NOT_SAID");
        assertThat(form.json()
                        .path("en")
                        .path(notAlone.path("label").asString())
                        .asString())
                .isEqualTo("If not, why");
        assertThat(form.json().path("fr").path("visit-not-alone.OTHER").asString())
                .isEqualTo("Autre raison");
        assertThat(named(form.json().path("fields"), "opinion").path("sealed").asBoolean())
                .isTrue();
        assertThat(program.get("/api/v1/forms/nothing").status()).isEqualTo(404);
        assertThat(nobody().get("/api/v1/forms").status()).isEqualTo(401);
    }

    @Test
    void everyFormIsWrittenInBothLanguages() {
        Set<String> missing = new TreeSet<>();
        Caller program = api(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        for (JsonNode line : program.get("/api/v1/forms").json().path("items")) {
            JsonNode form =
                    program.get("/api/v1/forms/" + line.path("form").asString()).json();
            assertThat(form.path("fr").propertyNames())
                    .isEqualTo(form.path("en").propertyNames());
            for (JsonNode field : form.path("fields")) {
                String list = field.path("list").asString("");
                List<String> keys = new ArrayList<>(List.of(field.path("label").asString()));
                for (JsonNode code : field.path("codes")) keys.add(list + "." + code.asString());
                keys.removeAll(form.path("fr").propertyNames());
                missing.addAll(keys);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static JsonNode named(JsonNode fields, String name) {
        for (JsonNode one : fields) if (one.path("name").asString().equals(name)) return one;
        throw new AssertionError(name);
    }

    @Test
    void theApiIsDescribedFieldByField() {
        JsonNode docs = api(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)))
                .get("/api/docs/openapi")
                .json();
        JsonNode move =
                docs.path("paths").path("/api/v1/cases/{code}/tracings/{id}").path("put");
        JsonNode body = move.at("/requestBody/content/application~1json/schema");
        assertThat(body.path("required").toString()).isEqualTo("[\"status\"]");
        assertThat(body.at("/properties/status/enum").size()).isEqualTo(5);
        assertThat(body.at("/properties/verifiedOn/format").asString()).isEqualTo("date");
        assertThat(body.at("/properties/verifiedBy/maxLength").asInt()).isEqualTo(200);
        assertThat(move.path("parameters").findValuesAsString("name")).containsExactly("code", "id", "If-Match");
        JsonNode begin =
                docs.path("paths").path("/api/v1/cases/{code}/tracings").path("post");
        assertThat(begin.path("parameters").findValuesAsString("name")).containsExactly("code");
        assertThat(move.at("/responses/200/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/TracingView");
        assertThat(move.path("responses").propertyNames())
                .containsExactlyInAnyOrder("200", "202", "400", "401", "403", "404", "409", "422", "428");
        assertThat(begin.path("responses").propertyNames())
                .contains("201", "422")
                .doesNotContain("200", "428");
        assertThat(move.at("/responses/422/content/application~1problem+json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(docs.at("/components/schemas/PolicyView/properties/unit").isMissingNode())
                .as("a View of one controller does not describe that of another")
                .isFalse();
        assertThat(docs.at("/components/schemas/RecordVisit/properties/seen/minItems")
                        .asInt())
                .isEqualTo(1);
        JsonNode step =
                docs.path("paths").path("/api/v1/referrals/{code}/{step}").path("post");
        assertThat(step.at("/requestBody/content/application~1json/schema/properties")
                        .propertyNames())
                .containsExactly("at", "reason", "words", "letter");
    }
}
