"""Where the files are that come with the program."""

from bpgui.session.basics import resources
from bpgui.session.basics.resources import resource_path


def test_the_packaged_copy_comes_before_the_folder_beside_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "bpgui")
    assert resource_path("icons") == tmp_path / "resources" / "icons"

    (tmp_path / "bpgui" / "resources").mkdir(parents=True)
    assert resource_path("icons") == tmp_path / "bpgui" / "resources" / "icons"
