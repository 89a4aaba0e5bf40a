package org.akoma.ground.people;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.akoma.FieldError;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.akoma.ground.forms.Rows;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.WrittenNames;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Make several accounts at once, each with a first role that a second person approves: all of them or none.
 *
 * @param invites whether the first half of each password is a link
 */
@InputForm(name = "access.make-people", labels = "access")
record MakePeople(
        @Field(label = "access.invites", hint = "access.invites.several-hint") @Nullable
        Boolean invites,

        @Rows(
                most = MakePeople.MOST,
                labels = "access",
                blank = {"name", "telephone", "role", "supervisor", "username", "unit"})
        @NotEmpty
        List<One> people) {

    /** Accounts of one request. */
    static final int MOST = 20;

    boolean byLinks() {
        return Boolean.TRUE.equals(invites);
    }

    /**
     * One of these accounts. An administrator made so keeps all accounts, and the contract is open-ended from today.
     *
     * @param organisation code of the structure
     * @param supervisor user name, also of an account of the same request, or the name of a person of it; null = the only person who supervises there
     * @param username null = the next free one of the role, as {@code sw-02}
     * @param unit code or id of the shelter that a shelter manager runs
     * @param language of letters; null = French
     */
    @InputForm(name = "access.make-one-of-many", labels = "access")
    record One(
            @Field(label = "access.card.name", example = "Adjoua Konan")
            @Size(max = 80)
            @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
            @Nullable
            String name,

            @Field(label = "access.card.telephone", example = "+225 07 00 00 00 00")
            @Size(max = 40)
            @Pattern(regexp = KeepCard.TELEPHONE, message = "access.telephone")
            @Nullable
            String telephone,

            @Field(list = "role") Role role,

            @Field(example = "NGO-A") @Size(max = MakePerson.LONGEST)
            String organisation,

            @Field(example = "sup-01") @Size(max = MakePerson.LONGEST) @Nullable
            String supervisor,

            @Field(label = "access.person.code", example = "sw-09")
            @Size(max = MakePerson.LONGEST)
            @Pattern(regexp = MakePerson.TYPED_USERNAME, message = "access.username-form")
            @Nullable
            String username,

            @Field(example = "SH-SP") @Size(max = MakePerson.LONGEST) @Nullable
            String unit,

            @Field(
                    list = "language",
                    only = {"fr", "en"})
            @Nullable
            String language)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            if (telephone != null && name == null) return List.of(FieldError.of("name", "access.telephone-of-whom"));
            if (role == Role.SHELTER_MANAGER && unit == null)
                return List.of(FieldError.of("unit", "access.unit-needed"));
            return List.of();
        }

        /** Whether this account is led by somebody whom it names. */
        boolean isLed() {
            return role == Role.CASE_WORKER || role == Role.LE_OFFICER;
        }

        /** Whether accounts of the same request may name this one. */
        boolean leads() {
            return role == Role.CASE_SUPERVISOR || role == Role.LE_COORDINATOR;
        }

        /** The letters with which user names of this role begin, where none is written. */
        String beginning() {
            return switch (role) {
                case LE_OFFICER -> "off";
                case LE_COORDINATOR -> "coord";
                case TRAINING_COORDINATOR -> "trn";
                case CASE_WORKER -> "sw";
                case CASE_SUPERVISOR -> "sup";
                case SHELTER_MANAGER -> "shm";
                case PROVIDER -> "prov";
                case PROJECT_MANAGER -> "pm";
                case FINANCE_OFFICER -> "fin";
                case EVALUATOR -> "eval";
                case MINISTRY_OFFICER -> "min";
                case OBSERVER -> "obs";
                case DATA_PROTECTION_OFFICER -> "dpo";
                case SYSTEM_ADMINISTRATOR -> "adm";
            };
        }

        MakePerson command(String code, @Nullable String lead, LocalDate today, boolean byLink) {
            return new MakePerson(
                    code,
                    organisation.toUpperCase(Locale.ROOT),
                    role,
                    unit,
                    null,
                    today,
                    null,
                    language == null ? "fr" : language,
                    lead,
                    name == null ? null : new KeepCard(0, name, null, telephone),
                    byLink,
                    null);
        }
    }

    /**
     * Rows copied from a spreadsheet, as those of the page. Columns in this order, the last ones may be missing: name, telephone, role, structure,
     * supervisor, code, language, shelter. A role is its code or its label in either language, as {@link WrittenNames} reads it; a structure its code.
     *
     * @param fields of the page: {@code role-2} is the role of the second row
     * @param wrong what could not be understood
     */
    record Pasted(int rows, Map<String, String[]> fields, List<FieldError> wrong) {

        private static final List<String> COLUMNS =
                List.of("name", "telephone", "role", "organisation", "supervisor", "username", "language", "unit");

        /** How the code list of roles calls {@link Role#PROVIDER}. */
        private static final String PROVIDER = "SERVICE_PROVIDER";

        static Pasted of(String table, CodeLists lists) {
            List<List<String>> lines = table.lines()
                    .filter(line -> !line.isBlank())
                    .map(Pasted::cells)
                    .filter(line ->
                            !Set.of("nom", "name").contains(line.getFirst().toLowerCase(Locale.ROOT)))
                    .toList();
            Map<String, String[]> fields = new HashMap<>();
            List<FieldError> wrong = new ArrayList<>();
            if (lines.isEmpty()) wrong.add(FieldError.of("table", "access.people-no-table"));
            if (lines.size() > MOST) wrong.add(FieldError.of("table", "access.people-too-many", MOST));
            for (int n = 1; n <= Math.min(lines.size(), MOST); n++) read(lines.get(n - 1), n, lists, fields, wrong);
            return new Pasted(lines.size(), fields, wrong);
        }

        private static List<String> cells(String line) {
            String between = line.contains("\t") ? "\t" : line.contains(";") ? ";" : ",";
            return Arrays.stream(line.split(between, -1))
                    .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                    .toList();
        }

        private static void read(
                List<String> line, int n, CodeLists lists, Map<String, String[]> fields, List<FieldError> wrong) {
            for (int column = 0; column < Math.min(line.size(), COLUMNS.size()); column++) {
                String name = COLUMNS.get(column);
                String cell = line.get(column);
                String list = name.equals("role") || name.equals("language") ? name : null;
                String value = list == null || cell.isEmpty() ? cell : code(lists, list, cell);
                if (value == null) wrong.add(FieldError.of(name + "-" + n, "access.people-unknown", cell));
                else
                    fields.put(
                            name + "-" + n,
                            new String[] {name.equals("organisation") ? value.toUpperCase(Locale.ROOT) : value});
            }
        }

        private static @Nullable String code(CodeLists lists, String list, String cell) {
            String code = WrittenNames.code(lists.list(list), cell).orElse(null);
            return PROVIDER.equals(code) ? Role.PROVIDER.name() : code;
        }

        /** What the page shows; of more rows than it takes, the text that was pasted. */
        Form form(Form sent) {
            Map<String, String[]> shown = new HashMap<>(fields);
            if (rows > MOST) shown.put("table", new String[] {sent.typed("table")});
            shown.put("invites", new String[] {sent.typed("invites")});
            return Form.of(shown);
        }
    }
}
