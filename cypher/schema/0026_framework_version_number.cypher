// A framework has each version number once; `framework` is the framework's key.
// access: schema
CREATE CONSTRAINT framework_version_number IF NOT EXISTS
FOR (version:FrameworkVersion) REQUIRE (version.framework, version.number) IS UNIQUE
