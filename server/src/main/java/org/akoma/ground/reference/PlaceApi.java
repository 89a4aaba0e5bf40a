package org.akoma.ground.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/places")
class PlaceApi {

    private final Places places;

    PlaceApi(Places places) {
        this.places = places;
    }

    record View(
            String pcode, String name, int level, @Nullable String parent, String country) {
        static View of(Place p) {
            return new View(p.pcode(), p.name(), p.level(), p.parent(), p.country());
        }
    }

    record Items(List<View> items) {}

    /** Nothing is asked, nothing is found: the whole list is not for a search box. */
    @GetMapping
    Items search(@RequestParam(name = "q", defaultValue = "") String text) {
        return new Items(places.search(text).stream().map(View::of).toList());
    }
}
