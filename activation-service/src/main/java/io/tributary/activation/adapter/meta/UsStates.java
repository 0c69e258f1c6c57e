package io.tributary.activation.adapter.meta;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The two-letter codes of the states of the USA, by name. */
final class UsStates {

    private static final Map<String, String> CODES = codes("""
            alabama=al alaska=ak arizona=az arkansas=ar california=ca colorado=co connecticut=ct delaware=de florida=fl
            georgia=ga hawaii=hi idaho=id illinois=il indiana=in iowa=ia kansas=ks kentucky=ky louisiana=la maine=me
            maryland=md massachusetts=ma michigan=mi minnesota=mn mississippi=ms missouri=mo montana=mt nebraska=ne
            nevada=nv new-hampshire=nh new-jersey=nj new-mexico=nm new-york=ny north-carolina=nc north-dakota=nd ohio=oh
            oklahoma=ok oregon=or pennsylvania=pa rhode-island=ri south-carolina=sc south-dakota=sd tennessee=tn texas=tx
            utah=ut vermont=vt virginia=va washington=wa west-virginia=wv wisconsin=wi wyoming=wy
            district-of-columbia=dc
            """);

    private UsStates() {}

    static Optional<String> code(String name) {
        return Optional.ofNullable(CODES.get(name.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, String> codes(String table) {
        var codes = new HashMap<String, String>();
        for (var entry : table.strip().split("\\s+", -1)) {
            int equals = entry.indexOf('=');
            codes.put(entry.substring(0, equals).replace('-', ' '), entry.substring(equals + 1));
        }
        return Map.copyOf(codes);
    }
}
