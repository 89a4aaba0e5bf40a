package org.akoma.protection.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationFormTest {

    private static final CodeLists LISTS = new CodeLists();
    private static final WorldLanguages WORLD = new WorldLanguages(LISTS);
    private static final Instant NOW = Instant.parse("2015-06-08T14:00:00Z");
    private static final Forms FORMS = new Forms(LISTS, Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "sex,X,form.choice",
        "sex,,form.required",
        "country,ZZ,form.choice",
        "nationality,Mali,form.choice",
        "age,26,form.range",
        "age,onze,form.range",
        "sector,GOLD,form.choice",
        "birthDate,2015-06-09,form.future",
        "birthDate,1980-01-01,cases.birth-age",
        "handedAt,2015-06-08T14:01,form.future",
        "languages,français,cases.language",
        "ageMethod,GUESS,form.choice"
    })
    void whatIsWrongIsNamed(String field, String value, String code) {
        Map<String, String> body = sound();
        body.remove("age");
        body.put("birthDate", "2004-05-01");
        if (value == null) body.remove(field);
        else body.put(field, value);
        Form form = Form.ofJson(body);
        assertThat(RegistrationForm.read(form, FORMS, WORLD, Map.of(), NOW)).isNull();
        assertThat(form.errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(field, code));
    }

    @Test
    void anAgeOrABirthDateIsNeeded() {
        Map<String, String> body = sound();
        body.remove("age");
        Form form = Form.ofJson(body);
        assertThat(RegistrationForm.read(form, FORMS, WORLD, Map.of(), NOW)).isNull();
        assertThat(form.errors()).extracting(FieldError::code).containsExactly("cases.age-or-birth");
    }

    @Test
    void aFormThatWasSentEmptyNamesAllThatIsMissingAtOnce() {
        Form form = Form.ofJson(Map.of());
        assertThat(RegistrationForm.read(form, FORMS, WORLD, Map.of(), NOW)).isNull();
        assertThat(form.errors()).extracting(FieldError::field).contains("sex", "country", "age");
    }

    @Test
    void theAgeFollowsFromTheBirthDateOnTheDayOfTheHandOver() {
        Map<String, String> body = sound();
        body.remove("age");
        body.put("birthDate", "2004-06-05");
        body.put("handedAt", "2015-06-04T20:00");
        OpenCase open = read(body);
        assertThat(open.age()).isEqualTo(10);
        assertThat(open.ageEstimated()).isFalse();
    }

    @Test
    void noNameIsNeeded() {
        OpenCase open = read(sound());
        assertThat(open.age()).isEqualTo(11);
        assertThat(open.ageEstimated()).isTrue();
        assertThat(open.victimStatus()).isEqualTo(CaseFile.VictimStatus.PRESUMED_VICTIM);
        assertThat(List.of(open.identity().names())).isEmpty();
    }

    @Test
    void aPageTakesTheNamesOfCountriesAndLanguages() {
        Form typed = Form.of(Map.of(
                "sex", new String[] {"F"},
                "age", new String[] {"11"},
                "country", new String[] {"cote d'ivoire"},
                "nationality", new String[] {"Burkinabè"},
                "languages", new String[] {"Mooré", "jula, anglais", ""}));
        OpenCase open =
                RegistrationForm.read(typed, FORMS, WORLD, Map.of(), NOW).open();
        assertThat(List.of(open.country(), open.nationality())).containsExactly("CI", "BF");
        assertThat(open.identity().languages()).containsExactly("mos", "dyu", "en");
    }

    @Test
    void aNameThatIsNoneIsSaidBesideItsFieldAndKept() {
        Form typed = Form.of(
                Map.of("sex", new String[] {"F"}, "age", new String[] {"11"}, "country", new String[] {"Cote de fer"}));
        assertThat(RegistrationForm.read(typed, FORMS, WORLD, Map.of(), NOW)).isNull();
        assertThat(typed.errors())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("country", "form.choice"));
        assertThat(typed.typed("country")).isEqualTo("Cote de fer");
    }

    private static OpenCase read(Map<String, String> body) {
        Form form = Form.ofJson(body);
        RegisterChild command = RegistrationForm.read(form, FORMS, WORLD, Map.of(), NOW);
        assertThat(form.errors()).isEmpty();
        return command.open();
    }

    private static Map<String, String> sound() {
        return new HashMap<>(Map.of("sex", "F", "age", "11", "country", "CI"));
    }
}
