"""Where the published standards and the documents that we wrote are."""

import pathlib

import pytest


def pytest_addoption(parser):
    parser.addoption("--standards", required=True, help="the folder with peppol-poacc and ubl21")
    parser.addoption("--documents", required=True, help="the folder with documents that the Swift tests have written")


@pytest.fixture(scope="session")
def standards(request):
    return pathlib.Path(request.config.getoption("--standards"))


@pytest.fixture(scope="session")
def documents(request):
    return sorted(pathlib.Path(request.config.getoption("--documents")).glob("*.xml"))
