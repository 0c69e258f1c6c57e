package io.tributary.embedded.fetch;

/** The exact coordinates of one file in a Maven repository. */
public record Artifact(String group, String name, String version, String type) {

    /** A jar. */
    public static Artifact jar(String group, String name, String version) {
        return new Artifact(group, name, version, "jar");
    }

    @Override
    public String toString() {
        return group + ':' + name + ':' + version + ':' + type;
    }
}
