package org.akoma.pages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the form fragments ask; {@code fields} in a template. */
@Component("fields")
public class Fields {

    private final Words words;

    Fields(Words words) {
        this.words = words;
    }

    /** The ids of hint and error for {@code aria-describedby}; null when the field has neither. */
    @Nullable
    public String describedBy(String name, @Nullable String hint, @Nullable String error) {
        List<String> ids = new ArrayList<>();
        if (hint != null && !hint.isEmpty()) ids.add(name + "-hint");
        if (error != null && !error.isEmpty()) ids.add(name + "-error");
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    /** A value as it is posted: an enum by its name, nothing as an empty text. */
    public String plain(@Nullable Object value) {
        if (value == null) return "";
        return value instanceof Enum<?> one ? one.name() : value.toString();
    }

    public boolean holds(@Nullable Collection<?> values, String key) {
        return values != null && values.stream().map(this::plain).anyMatch(key::equals);
    }

    public Map<String, String> yesNo() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("true", words.text("words.yes"));
        options.put("false", words.text("words.no"));
        return options;
    }
}
