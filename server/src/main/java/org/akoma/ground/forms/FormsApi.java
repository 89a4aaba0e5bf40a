package org.akoma.ground.forms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.akoma.Problem;
import org.akoma.ground.reference.CodeLists;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Forms as data, in both languages, for a client that draws them offline. */
@RestController
@RequestMapping("/api/v1/forms")
class FormsApi {

    private final ServedForms forms;
    private final CodeLists lists;
    private final WrittenTexts words;

    FormsApi(ServedForms forms, CodeLists lists, WrittenTexts words) {
        this.forms = forms;
        this.lists = lists;
        this.words = words;
    }

    public record Line(String form, String version) {}

    record All(List<Line> items) {}

    /**
     * @param version changes with the fields; offline input names the version that it was typed in
     * @param fr texts by key: label and hint of a field, and {@code <list>.<code>}
     */
    record Definition(
            String form,
            String version,
            boolean identified,
            boolean versioned,
            List<FormField> fields,
            SortedMap<String, String> fr,
            SortedMap<String, String> en) {}

    @GetMapping
    ResponseEntity<All> forms() {
        return ResponseEntity.ok(new All(forms.all().values().stream()
                .map(form -> new Line(form.name(), version(form)))
                .toList()));
    }

    @GetMapping("/{form}")
    ResponseEntity<Definition> form(@PathVariable String form) {
        FormDefinition<?> found = forms.find(form).orElse(null);
        if (found == null) return Problem.instead(Problem.notFound());
        String version = version(found);
        return ResponseEntity.ok()
                .eTag(version)
                .body(new Definition(
                        found.name(),
                        version,
                        found.identified(),
                        found.versioned(),
                        found.fields(),
                        texts(found, Locale.FRENCH),
                        texts(found, Locale.ENGLISH)));
    }

    private SortedMap<String, String> texts(FormDefinition<?> form, Locale language) {
        SortedMap<String, String> texts = new TreeMap<>();
        form.fields().forEach(field -> keep(texts, field, language));
        return texts;
    }

    private void keep(Map<String, String> texts, FormField field, Locale language) {
        for (String key : List.of(field.label(), field.hint())) keep(texts, key, text(key, language));
        String list = field.list();
        if (list != null) for (String code : field.codes()) keep(texts, list + "." + code, label(list, code, language));
        field.parts().forEach(part -> keep(texts, part, language));
    }

    /** The questions of a group are codes of a list. */
    private @Nullable String text(String key, Locale language) {
        String written = words.written(key, language);
        int dot = key.lastIndexOf('.');
        return written == null ? label(key.substring(0, dot), key.substring(dot + 1), language) : written;
    }

    private static void keep(Map<String, String> texts, String key, @Nullable String text) {
        if (text != null) texts.put(key, text);
    }

    private @Nullable String label(String list, String code, Locale language) {
        return lists.findList(list)
                .flatMap(known -> known.find(code))
                .map(known -> known.label(language))
                .orElseGet(() -> words.written(list + "." + code, language));
    }

    private static String version(FormDefinition<?> form) {
        try {
            byte[] questions = form.fields().toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(questions), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
