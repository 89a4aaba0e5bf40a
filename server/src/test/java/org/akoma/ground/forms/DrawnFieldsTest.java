package org.akoma.ground.forms;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.ground.reference.CodeLists;
import org.junit.jupiter.api.Test;

/** The fragment {@code house/form :: fields} draws every field of every form; what a template places by itself is named here. */
class DrawnFieldsTest {

    private static final Path FORM = Path.of("src/main/resources/templates/house/form.html");
    private static final Pattern KIND = Pattern.compile("kind == '(\\w+)'");

    /** People, structures and answers that are drawn as boxes or lists of their own by the template of the form. */
    private static final Set<String> PLACED = Set.of(
            "access.approve-roles roles",
            "cases.search country",
            "cases.search organisation",
            "cases.search worker",
            "evaluation.seat-participants participants",
            "followup.raise-complaint persons",
            "operations.change participants",
            "operations.link-victim suspects",
            "operations.plan participants",
            "operations.plan-fields participants",
            "referrals.begin participants",
            "referrals.begin-in-file participants",
            "referrals.change-conference people",
            "referrals.conference-plan people",
            "referrals.hold-conference present",
            "referrals.plan-conference people");

    private static Set<String> drawn() throws IOException {
        Set<String> drawn = new TreeSet<>(Set.of("HIDDEN"));
        Matcher kind = KIND.matcher(Files.readString(FORM));
        while (kind.find()) drawn.add(kind.group(1));
        return drawn;
    }

    private static Stream<FormField> drawable(FormField field) {
        return switch (field.kind()) {
            case ANSWERS, ROWS -> field.parts().stream();
            case ID -> Stream.empty(); // a record that the page shows or lets choose
            default -> Stream.of(field);
        };
    }

    @Test
    void noFieldIsLeftOutSilently() throws IOException {
        Set<String> drawn = drawn();
        assertThat(drawn).contains("AMOUNT", "SEPARATED", "TEXT", "CODES");
        CodeLists lists = new CodeLists();
        Set<String> missing = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.akoma"))
            if (type.isAnnotatedWith(InputForm.class)) {
                FormDefinition<?> form = FormDefinition.of(type.reflect(), lists);
                form.fields().stream()
                        .flatMap(DrawnFieldsTest::drawable)
                        .filter(field -> !drawn.contains(field.shown()))
                        .forEach(field -> missing.add(form.name() + " " + field.name()));
            }
        assertThat(missing).isEqualTo(new TreeSet<>(PLACED));
    }
}
