package org.akoma.protection.directory;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.pages.Names;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Structures of the directory in the one search box, by code or name. */
@Component
@Order(70)
class StructuresFound implements Finder {

    private final Directory directory;
    private final Names called;

    StructuresFound(Directory directory, Names called) {
        this.called = called;
        this.directory = directory;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        List<FoundGroup.Hit> hits = directory.find(actor, new Directory.Search(null, null, null, null)).stream()
                .map(StructureEntry::structure)
                .filter(one -> text.means(one.code()) || text.isWithin(one.code(), one.label(), one.labelEn()))
                .map(one -> hit(one, text))
                .toList();
        return FoundGroup.of("structures", hits);
    }

    private FoundGroup.Hit hit(Organisation one, SearchText text) {
        return new FoundGroup.Hit(
                one.code(), "/directory/" + one.code(), called.name(one.code()), text.means(one.code()));
    }
}
