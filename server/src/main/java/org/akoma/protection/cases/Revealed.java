package org.akoma.protection.cases;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** How one masked value is shown for a moment: as plain text to the page's script, as a page of its own without script. */
@Component
public class Revealed {

    public static final String BY_SCRIPT = "X-Reveal";

    private final Formats words;

    Revealed(Formats words) {
        this.words = words;
    }

    public ResponseEntity<String> alone(String value) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(value);
    }

    /** @param what key of the text that names the value */
    public String page(Model model, String value, String what, String back) {
        model.addAttribute("value", value);
        model.addAttribute("what", words.text(what));
        model.addAttribute("back", back);
        return "house/revealed";
    }

    /** What is known, with commas between. */
    public String joined(@Nullable String... parts) {
        List<String> known = Stream.of(parts).filter(Objects::nonNull).toList();
        return known.isEmpty() ? words.unknown() : known.stream().collect(Collectors.joining(", "));
    }
}
